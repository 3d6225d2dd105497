import type { ConsentKind, ConsentPolicy, ConsentState } from '../contract/consent.ts'

/** What matters of somebody's newest statement. */
export interface NewestConsent {
  readonly kind: ConsentKind
  /** The version of the text that was read; 0 for a withdrawal. */
  readonly textVersion: number
  readonly guardian: string | null
}

/** Where somebody stands by their newest statement. @param newest null when there is none */
export function consentStateOf(
  newest: NewestConsent | null,
  { minTextVersion }: Pick<ConsentPolicy, 'minTextVersion'>,
  guardianSigns: boolean,
): ConsentState {
  if (newest === null) return 'missing'
  if (newest.kind !== 'given') return newest.kind
  if (newest.textVersion < minTextVersion) return 'outdated'
  return guardianSigns && newest.guardian === null ? 'guardian-missing' : 'valid'
}

/** Whether photos of somebody may be looked at and kept. */
export function mayEnrol(state: ConsentState, { basis }: Pick<ConsentPolicy, 'basis'>): boolean {
  return basis !== 'consent' || state === 'valid'
}

/** Whether somebody's templates may be compared with faces: of those enrolled before, also in the time of grace. */
export function mayMatch(
  state: ConsentState,
  { basis, graceUntil }: Pick<ConsentPolicy, 'basis' | 'graceUntil'>,
  now: number,
): boolean {
  if (mayEnrol(state, { basis })) return true
  const isOpen = state === 'missing' || state === 'outdated'
  return isOpen && graceUntil !== null && now < graceUntil
}
