import type { Caller } from '../../main/contract/caller.ts'

/** Who asks in tests. */
export const tester: Caller = { actor: 'tester', via: 'command', role: 'owner' }
