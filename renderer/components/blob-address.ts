const addresses = new WeakMap<Blob, string>()
const unused = new FinalizationRegistry<string>((address) => URL.revokeObjectURL(address))

/**
 * Returns the URL by which the page can show a blob: always the same one, revoked when the blob is garbage-collected.
 */
export function blobAddress(blob: Blob): string
export function blobAddress(blob: Blob | null): string | null
export function blobAddress(blob: Blob | null): string | null {
  if (blob === null) return null
  const known = addresses.get(blob)
  if (known !== undefined) return known
  const address = URL.createObjectURL(blob)
  addresses.set(blob, address)
  unused.register(blob, address)
  return address
}
