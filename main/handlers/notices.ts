import type { Notice } from '../contract/notices.ts'
import type { HighWater } from '../store/high-water.ts'
import type { Module } from './module.ts'

/**
 * Keeps warnings and errors for windows that open later, the newest of each code.
 * @param highWater is told of losses that somebody has acknowledged
 */
export function noticesModule(highWater: Pick<HighWater, 'acknowledge'>): Module<'notices'> {
  const standing = new Map<Notice['code'], Notice>()
  return {
    on: {
      notice(notice) {
        if (notice.code === 'backup-caught-up') standing.delete('backup-overdue')
        if (notice.level === 'info') return
        standing.delete(notice.code)
        standing.set(notice.code, notice)
      },
    },
    handlers: {
      'notices.list': () => ({ notices: [...standing.values()] }),
      'notices.dismiss': ({ code }) => {
        standing.delete(code)
        if (code === 'entries-gone') highWater.acknowledge('gone')
        if (code === 'database-changed') highWater.acknowledge('changed')
        return {}
      },
    },
  }
}
