import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type App, createApp } from '../../../main/app.ts'
import type { PersonId } from '../../../main/contract/entities.ts'
import { modelsFolder } from '../../../test/helpers/models-folder.ts'
import { ownFaults } from '../shim.ts'

/** One clock that goes wrong and right again, at an office with PINs and a webhook; prints what came of it as JSON. */
const [dataFolder = '', jump = '0'] = process.argv.slice(2)
const faults = ownFaults()!
const wrongBy = Number(jump)
const minute = 60_000
let passed = 0
let wrong = 0

/** Time goes by for everybody; the clock may be wrong all the while. */
function set(): void {
  faults.clock(passed + wrong)
  faults.uptime(passed)
}
function pass(milliseconds: number): void {
  passed += milliseconds
  set()
}
function setWrong(milliseconds: number): void {
  wrong = milliseconds
  set()
}

let down = false
let received = 0
const receiver = createServer((request, response) => {
  request.resume()
  if (!down) received += 1
  response.writeHead(down ? 503 : 204).end()
}).listen(0, '127.0.0.1')
await once(receiver, 'listening')

const app: App = await createApp({
  ...{ dataFolder, modelsFolder, shell: 'test', caller: { actor: 'tester', via: 'command', role: 'owner' } },
  key: { kind: 'file', path: join(dataFolder, 'key') },
})
const notices: string[] = []
app.subscribe((topic, message) => {
  if (topic === 'notice' && 'code' in message) notices.push(String(message.code))
})
await app.call('settings.set', { cooldownSeconds: 0, askMinutes: 0 })
await app.call('webhooks.add', { url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook` })

async function person(name: string, employeeNumber: string): Promise<{ employeeNumber: string; pin: string }> {
  const { id } = await app.call('people.create', { name, employeeNumber, groups: [] })
  const { pin } = await app.call('pin.set', { personId: id as PersonId, pin: null })
  return { employeeNumber, pin }
}

const kiosk = 'Front door'
type Entry = { employeeNumber: string; pin: string }
const check = (entry: Entry) => app.call('pin.check', { kiosk, ...entry })
const wrongPin = ({ employeeNumber, pin }: Entry): Entry => ({
  employeeNumber,
  pin: pin === '111111' ? '222222' : '111111',
})

/** Wrong guesses until the lock says no. */
async function guess(entry: Entry): Promise<number> {
  for (let count = 0; count < 20; count++) if ((await check(wrongPin(entry))).kind !== 'wrong') return count
  return 20
}

let acknowledged = 0
async function enter(entry: Entry): Promise<string> {
  const answer = await check(entry)
  if (answer.kind === 'known' && answer.outcome.kind === 'recorded') acknowledged += 1
  return answer.kind
}

const [before, meanwhile, worker] = [await person('Ada', '1'), await person('Grace', '2'), await person('Edsger', '3')]
const faultsSeen: string[] = []
const expectKind = (found: string, wanted: string, what: string) => {
  if (found !== wanted) faultsSeen.push(`${what}: ${found}`)
}

await enter(worker)
// Locked while the clock is right, and while it is wrong.
let guesses = await guess(before)
setWrong(wrongBy)
guesses += await guess(before)
down = true
await enter(worker)
await setTimeout(300)
let guessesMeanwhile = await guess(meanwhile)
setWrong(0)
guesses += await guess(before)
guessesMeanwhile += await guess(meanwhile)
down = false
expectKind(await enter(worker), 'known', 'an entry after the clock was right again')
// Locks double with each guess after them: nobody guessed, so the first length holds.
pass(minute + 1_000)
expectKind(await enter(before), 'known', 'locked longer than the lock (locked before)')
expectKind(await enter(meanwhile), 'known', 'locked longer than the lock (locked meanwhile)')
const waiting = async () => (await app.call('webhooks.list', {})).webhooks[0]!.waiting
for (let tries = 0; tries < 50 && (await waiting()) > 0; tries++) await setTimeout(100)
const { events } = await app.call('events.list', { limit: 100 })
const result = {
  guesses,
  guessesMeanwhile,
  acknowledged,
  received,
  waiting: await waiting(),
  entries: events.length,
  notices,
  faults: faultsSeen,
}
await app.close()
receiver.closeAllConnections()
receiver.close()
console.log(JSON.stringify(result))
