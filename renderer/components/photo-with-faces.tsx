import { useState } from 'react'
import type { Box } from '../../main/contract/entities.ts'
import type { Size } from '../camera/overlay.ts'
import { Icon } from './icon.tsx'
import css from './photo-with-faces.module.css'

export interface PhotoFace {
  readonly box: Box
  /** Makes the face a button with this label. */
  readonly label?: string
  readonly chosen?: boolean
}

/**
 * A photo with its faces marked; boxes are in pixels of the photo. A photo that the browser cannot show has an icon
 * instead.
 */
export function PhotoWithFaces(props: {
  address: string
  label: string
  faces: readonly PhotoFace[]
  onChoose?: (index: number) => void
}) {
  const [size, setSize] = useState<Size | null>(null)
  const [broken, setBroken] = useState<string | null>(null)
  if (broken === props.address) {
    return (
      <figure className={`${css.markedPhoto} ${css.markedPhotoNone}`} data-part="marked-photo">
        <Icon name="photo" size={48} />
        <figcaption>{props.label}</figcaption>
      </figure>
    )
  }
  return (
    <figure className={css.markedPhoto} data-part="marked-photo">
      <img
        src={props.address}
        alt={props.label}
        onError={() => setBroken(props.address)}
        onLoad={(event) => {
          const { naturalWidth, naturalHeight } = event.currentTarget
          setSize({ width: naturalWidth, height: naturalHeight })
        }}
      />
      {size === null
        ? null
        : props.faces.map((face, index) => {
            const style = {
              left: `${(face.box.x / size.width) * 100}%`,
              top: `${(face.box.y / size.height) * 100}%`,
              width: `${(face.box.width / size.width) * 100}%`,
              height: `${(face.box.height / size.height) * 100}%`,
            }
            const key = `${face.box.x} ${face.box.y}`
            return face.label === undefined ? (
              <span key={key} className={css.markedFace} data-chosen="" style={style} />
            ) : (
              <button
                key={key}
                type="button"
                className={css.markedFace}
                style={style}
                aria-label={face.label}
                aria-pressed={face.chosen === true}
                data-chosen={face.chosen === true ? '' : undefined}
                onClick={() => props.onChoose?.(index)}
              />
            )
          })}
    </figure>
  )
}
