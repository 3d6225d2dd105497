import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'

const defaultIterations = 4096

/** A password that nobody has to remember: 192 random bits. */
export function makePassword(): string {
  return randomBytes(24).toString('base64url')
}

/**
 * What PostgreSQL stores of a password (SCRAM-SHA-256, RFC 5802 and 7677). With it instead of the password, no server
 * ever hears the password, nor writes it to a log. Passwords are ASCII, so that SASLprep changes nothing.
 */
export function scramVerifier(password: string, salt: Uint8Array = randomBytes(16), iterations = defaultIterations) {
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
  const authenticate = (text: string) => createHmac('sha256', salted).update(text).digest()
  const storedKey = createHash('sha256').update(authenticate('Client Key')).digest('base64')
  const serverKey = authenticate('Server Key').toString('base64')
  return `SCRAM-SHA-256$${iterations}:${Buffer.from(salt).toString('base64')}$${storedKey}:${serverKey}`
}
