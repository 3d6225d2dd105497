import { createHash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { z } from 'zod'
import { AppError } from '../contract/errors.ts'
import { Uid } from '../contract/shared-change.ts'
import { ServerAddress } from './server-address.ts'

/** What the code says by which a station joins. It is a secret until it was used, and worthless afterwards. */
export const Invitation = z.object({
  office: Uid,
  officeName: z.string(),
  station: Uid,
  server: ServerAddress,
  user: z.string(),
  password: z.string(),
  /** 32 bytes that the server does not know, as base64. */
  secret: z.string(),
  inviterKey: z.string(),
  expiresAt: z.number().int(),
})
export type Invitation = z.infer<typeof Invitation>

const mark = 'RC1-'
const checkBytes = 4
const maxInflatedBytes = 64_000

/** Writes a code: a mark, then base64url of a check sum and the deflated content. It fits into a QR code. */
export function writeInvitation(invitation: Invitation): string {
  const { office, officeName, station, server, user, password, secret, inviterKey, expiresAt } = invitation
  const authority = server.authority === null ? null : derOf(server.authority)
  const hosts = server.hosts.map(({ host, port }) => [host, port])
  const content = [
    1,
    office,
    officeName,
    station,
    hosts,
    server.database,
    authority,
    user,
    password,
    secret,
    inviterKey,
  ]
  const packed = deflateRawSync(JSON.stringify([...content, expiresAt]), { level: 9 })
  return mark + Buffer.concat([checkOf(packed), packed]).toString('base64url')
}

/** @throws AppError `invitation-unreadable` when something is missing or was mistyped */
export function readInvitation(code: string): Invitation {
  const text = code.replaceAll(/\s/g, '')
  try {
    if (!text.startsWith(mark)) throw new Error('it has another beginning')
    const bytes = Buffer.from(text.slice(mark.length), 'base64url')
    const packed = bytes.subarray(checkBytes)
    if (!checkOf(packed).equals(bytes.subarray(0, checkBytes))) throw new Error('its check sum is another one')
    const content: unknown = JSON.parse(inflateRawSync(packed, { maxOutputLength: maxInflatedBytes }).toString())
    const parts = Content.parse(content)
    const [, office, officeName, station, hosts, database, der, user, password, secret, inviterKey, expiresAt] = parts
    const authority = der === null ? null : pemOf(der)
    const server = { hosts: hosts.map(([host, port]) => ({ host, port })), database, authority }
    return Invitation.parse({ office, officeName, station, server, user, password, secret, inviterKey, expiresAt })
  } catch (cause) {
    const message = 'This is no code of an office, or a part of it is missing. Copy it again, from beginning to end.'
    throw new AppError('invitation-unreadable', message, { cause })
  }
}

const text = z.string()
const Content = z.tuple([
  z.literal(1),
  ...[text, text, text],
  z.array(z.tuple([text, z.number()])),
  ...[text, text.nullable(), text, text, text, text],
  z.number(),
] as const)

function checkOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update('rollcall invitation').update(bytes).digest().subarray(0, checkBytes)
}

/** The certificates of a PEM, as base64 of their DER, divided by points. */
function derOf(pem: string): string {
  const found = pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----/g)
  return [...found].map(([, body]) => body!.replaceAll(/\s/g, '')).join('.')
}

function pemOf(der: string): string {
  return der
    .split('.')
    .map(
      (body) =>
        `-----BEGIN CERTIFICATE-----\n${body.replaceAll(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`,
    )
    .join('')
}
