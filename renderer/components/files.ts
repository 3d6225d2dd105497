import type { DropZoneProps } from 'react-aria-components'

type DropEvent = Parameters<NonNullable<DropZoneProps['onDrop']>>[0]

/** File types that file choosers offer as photos. */
export const photoTypes = ['image/jpeg', 'image/png', 'image/webp', '.heic', '.heif']

/** Returns the dropped files, without text and folders. */
export async function readDroppedFiles(event: DropEvent): Promise<File[]> {
  const files = event.items.map((item) => (item.kind === 'file' ? item.getFile() : null))
  return (await Promise.all(files)).filter((file) => file !== null)
}

/** Offers a text to the user as a download. */
export function saveText(name: string, type: string, text: string): void {
  save(name, new Blob([text], { type: `${type};charset=utf-8` }))
}

/** Offers bytes to the user as a download. */
export function saveBytes(name: string, pieces: readonly Uint8Array[]): void {
  save(name, new Blob([...pieces] as BlobPart[], { type: 'application/octet-stream' }))
}

function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
