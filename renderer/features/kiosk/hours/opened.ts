import type { Output } from '../../../../main/contract/api.ts'

/** Who looks at their hours, and what lets them. */
export type Opened = Extract<Output<'hours.open'>, { kind: 'known' }>
