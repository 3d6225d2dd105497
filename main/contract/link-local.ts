/**
 * Whether a host is a link-local address (RFC 3927, RFC 4291 2.5.6): there, clouds and routers answer with secrets,
 * and no receiver of entries is.
 * @param host as in a URL, IPv6 in brackets or not
 */
export function isLinkLocal(host: string): boolean {
  const address = host.toLowerCase().replace(/^\[|\]$/g, '')
  return /^(::ffff:)?169\.254\./.test(address) || /^fe[89ab][0-9a-f]:/.test(address) || /^::ffff:a9fe:/.test(address)
}
