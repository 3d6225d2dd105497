import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { leaveFree } from '../small-disk.ts'
import { storeOf } from './store-of.ts'

/** Imports people onto a disk that fills up meanwhile, and again when there is room; prints what came of it as JSON. */
const [folder = '', people = '', free = '600'] = process.argv.slice(2)
const program = join(import.meta.dirname, '../../../main/shells/cli/main.ts')
const data = join(folder, 'data')
const rollcall = (...words: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, '--data', data, ...words], {
    encoding: 'utf8',
  })
  return { status, said: stdout + stderr }
}
rollcall('people', 'list')
leaveFree(folder, Number(free) * 1024)
const first = rollcall('import', people)
leaveFree(folder, 16 * 1024 * 1024)
const store = storeOf(data)
const bare = store.people.list('', 1000).people.filter(({ templates }) => templates === 0).length
const taken = store.countRows().templates
store.close()
const second = rollcall('import', people)
console.log(JSON.stringify({ first, bare, taken, second }))
