import type { Notice } from '../contract/topics.ts'
import type { Handlers } from './context.ts'

/** Keeps warnings and errors for windows that open after they were published, the newest of each code. */
export function createNotices(): { keep(notice: Notice): void; handlers: Handlers<`notices.${'list' | 'dismiss'}`> } {
  const standing = new Map<Notice['code'], Notice>()
  return {
    keep(notice) {
      if (notice.level === 'info') return
      standing.delete(notice.code)
      standing.set(notice.code, notice)
    },
    handlers: {
      'notices.list': () => ({ notices: [...standing.values()] }),
      'notices.dismiss': ({ code }) => {
        standing.delete(code)
        return {}
      },
    },
  }
}
