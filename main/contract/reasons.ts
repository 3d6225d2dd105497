/**
 * Why Rollcall refuses what somebody asked for, each with the kind of refusal that programs act on. The words are in
 * the renderer's messages, in every language.
 */
export const reasons = {
  // Something else stands in the way; look again and decide anew.
  'changed-meanwhile': 'conflict',
  'kiosk-name-taken': 'conflict',
  'pin-unusable': 'conflict',
  'request-decided': 'conflict',
  'photo-decided': 'conflict',
  'photo-not-waiting': 'conflict',
  'another-file': 'conflict',
  'upload-incomplete': 'conflict',
  'question-expired': 'conflict',
  'merge-undone': 'conflict',
  'access-decided': 'conflict',
  'account-name-taken': 'conflict',
  'identity-taken': 'conflict',
  'office-exists': 'conflict',
  'office-joined': 'conflict',
  'office-none': 'conflict',
  'stations-changed': 'conflict',
  'invitation-used': 'conflict',
  'invitation-expired': 'conflict',
  // It is being worked on; try again in a while.
  'check-running': 'busy',
  'export-running': 'busy',
  'records-unsealed': 'busy',
  'task-running': 'busy',
  'metric-changing': 'busy',
  'model-change-going-on': 'busy',
  'model-not-ready': 'busy',
  'port-taken': 'busy',
  'pack-installing': 'busy',
  // It does not exist, or no longer.
  'account-gone': 'not-found',
  'guest-gone': 'not-found',
  'request-gone': 'not-found',
  'visitor-gone': 'not-found',
  'webhook-gone': 'not-found',
  'metric-gone': 'not-found',
  'no-model-beside': 'not-found',
  'pack-unknown': 'not-found',
  'pack-not-installed': 'not-found',
  'photo-gone': 'not-found',
  'rule-gone': 'not-found',
  'face-not-in-photo': 'not-found',
  'loss-unknown': 'not-found',
  'no-embeddings': 'not-found',
  'station-gone': 'not-found',
  // It is understood, and not allowed.
  'sign-in-needed': 'not-allowed',
  'role-forbids': 'not-allowed',
  'last-owner': 'not-allowed',
  'last-passphrase': 'not-allowed',
  'no-identity-provider': 'not-allowed',
  'consent-missing': 'not-allowed',
  'refused-since': 'not-allowed',
  'no-guests-here': 'not-allowed',
  'entry-final': 'not-allowed',
  'merge-with-self': 'not-allowed',
  'groups-in-future': 'not-allowed',
  'person-left': 'not-allowed',
  'metric-not-better': 'not-allowed',
  'terms-not-accepted': 'not-allowed',
  'pack-untried': 'not-allowed',
  'pack-unfit': 'not-allowed',
  'pack-in-use': 'not-allowed',
  'too-many-windows': 'not-allowed',
  'not-printable': 'not-allowed',
  'no-token': 'not-allowed',
  'station-waiting': 'not-allowed',
  'station-not-managing': 'not-allowed',
  'last-managing-station': 'not-allowed',
  // It cannot be understood, or is out of range.
  'malformed-request': 'invalid-input',
  'name-ambiguous': 'invalid-input',
  'rules-malformed': 'invalid-input',
  'passphrase-weak': 'invalid-input',
  'folder-unusable': 'invalid-input',
  'recovery-key-slip': 'invalid-input',
  'recipe-out-of-range': 'invalid-input',
  'training-diverged': 'invalid-input',
  'pack-file-wrong': 'invalid-input',
  'invitation-unreadable': 'invalid-input',
  'office-words-differ': 'invalid-input',
} as const satisfies Record<string, 'conflict' | 'busy' | 'not-found' | 'not-allowed' | 'invalid-input'>

export type Reason = keyof typeof reasons
/** The codes of errors that always have a reason. */
export type ReasonedCode = (typeof reasons)[Reason]

export function isReason(text: string): text is Reason {
  return Object.hasOwn(reasons, text)
}
