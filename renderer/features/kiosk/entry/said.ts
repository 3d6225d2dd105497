/** What is said when it is done. */
export interface Said {
  readonly over: string | null
  readonly title: string
  readonly text: string
}
