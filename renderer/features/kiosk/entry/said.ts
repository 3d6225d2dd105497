/** What the kiosk says at the end. */
export interface Said {
  readonly over: string | null
  readonly title: string
  readonly text: string
  /** Whether nothing was recorded or sent. */
  readonly refused?: boolean
}
