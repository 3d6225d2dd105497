/**
 * Loaded before a program (`node --import`), which it kills: ROLLCALL_KILL_AT is `main 7` or `worker 7`, for the moment
 * before the eighth thing that this thread asks of the file system, or `main 7.5` for the one after it. With `count`
 * the program lives, and each thread says how many such things it asked.
 */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { isMainThread } from 'node:worker_threads'

const calls = [
  'existsSync',
  'readdirSync',
  'mkdirSync',
  'writeSync',
  'writeFileSync',
  'fsyncSync',
  'copyFileSync',
  'chmodSync',
  'renameSync',
  'linkSync',
  'rmSync',
  'rmdirSync',
  'unlinkSync',
] as const

const wanted = process.env.ROLLCALL_KILL_AT ?? 'count'
const thread = isMainThread ? 'main' : 'worker'
const at = wanted.startsWith(thread) ? Number(wanted.slice(thread.length)) : Number.NaN
let done = 0

for (const name of calls) {
  const original = fs[name] as (...parameters: unknown[]) => unknown
  Object.assign(fs, {
    [name](...parameters: unknown[]) {
      if (done === at) process.kill(process.pid, 'SIGKILL')
      done += 1
      const result = original.apply(fs, parameters)
      if (done - 0.5 === at) process.kill(process.pid, 'SIGKILL')
      return result
    },
  })
}
syncBuiltinESMExports()
if (wanted === 'count') process.on('exit', () => fs.writeSync(1, `${thread} ${done}\n`))
