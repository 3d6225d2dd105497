import { DropZone, FileTrigger } from 'react-aria-components'
import type { Box } from '../../../main/contract/entities.ts'
import { blobAddress } from '../../components/blob-address.ts'
import { Button, IconButton } from '../../components/button.tsx'
import { photoTypes, readDroppedFiles } from '../../components/files.ts'
import { Icon } from '../../components/icon.tsx'
import { PhotoWithFaces } from '../../components/photo-with-faces.tsx'
import { useWords } from '../../messages/use-words.tsx'
import css from './search.module.css'

/** A place for one photo: asks for it while empty, then shows it with the face that was used. */
export function PhotoWell(props: {
  label: string
  photo: File | null
  box: Box | null
  onPhoto: (photo: File | null) => void
}) {
  const { words } = useWords()
  const address = blobAddress(props.photo)
  const take = (files: readonly File[]) => {
    if (files[0] !== undefined) props.onPhoto(files[0])
  }
  return (
    <DropZone
      className={`drop ${css.well}`}
      aria-label={props.label}
      onDrop={async (event) => take(await readDroppedFiles(event))}
    >
      {address === null ? (
        <div className={css.wellEmpty}>
          <Icon name="photo" size={36} />
          <p className={css.wellLabel}>{props.label}</p>
          <FileTrigger acceptedFileTypes={photoTypes} onSelect={(files) => take([...(files ?? [])])}>
            <Button>{words.search.choose}</Button>
          </FileTrigger>
        </div>
      ) : (
        <>
          <PhotoWithFaces
            address={address}
            label={props.label}
            faces={props.box === null ? [] : [{ box: props.box }]}
          />
          <div className={css.wellRemove}>
            <IconButton label={words.search.remove} icon="close" size={18} onPress={() => props.onPhoto(null)} />
          </div>
        </>
      )}
    </DropZone>
  )
}
