#!/usr/bin/env node
// Checks a file that `rollcall records export` wrote, without Rollcall, its key or any package: Node 20 or newer is all
// it needs. docs/security.md, "Heads", says what the file holds, so that anybody can write such a program anew.
//
//   node rollcall-verify.mjs FILE [--head HEAD]... [--office KEY]
//
// It ends with 0 when everything holds, with 1 when something does not, and with 2 when it was called wrongly.

import { createHash, createPublicKey, verify } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex')
const tables = { events: 'entries', audit: 'audit' }
let failures = 0

function say(holds, text) {
  if (!holds) failures += 1
  process.stdout.write(`${holds ? 'ok  ' : 'FAIL'} ${text}\n`)
}

function stop(text) {
  process.stderr.write(`${text}\n`)
  process.exit(2)
}

function isSigned(office, text, signature) {
  try {
    const der = Buffer.concat([publicPrefix, Buffer.from(office, 'base64')])
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}

/** The text that a head's signature is over: the head as it stands, without the signature. */
function isHeadSigned({ signature, ...body }) {
  return isSigned(body.office, JSON.stringify(body), signature)
}

/** Reads a file line by line, and hashes all bytes but those of the last line. */
async function* readLines(file, hash) {
  let rest = Buffer.alloc(0)
  let line = null
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    rest = Buffer.concat([rest, chunk])
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      if (line !== null) {
        hash.update(line)
        yield { text: line.toString().trimEnd(), last: false }
      }
      line = Buffer.from(rest.subarray(0, end + 1))
      rest = rest.subarray(end + 1)
    }
  }
  if (rest.length > 0) {
    if (line !== null) {
      hash.update(line)
      yield { text: line.toString().trimEnd(), last: false }
    }
    line = rest
  }
  if (line !== null) yield { text: line.toString().trimEnd(), last: true }
}

/** Follows the digest of one log, and keeps it wherever a head asks for it. */
function followLog(name, heads) {
  const asked = new Set(heads.map((head) => head[tables[name]].last))
  const at = new Map([[0, { rows: 0, digest: '' }]])
  const now = { rows: 0, last: 0, digest: '' }
  const gaps = []
  return {
    now,
    gaps,
    /** @param bare the digests before and after an entry whose figures were erased, where it has no hash of them */
    take(record, bare) {
      const id = record[1]
      if (!Number.isInteger(id) || id <= now.last) return false
      now.rows += 1
      now.last = id
      const step = createHash('sha256').update(now.digest).update('\n').update(JSON.stringify(record)).digest('hex')
      now.digest = bare?.[0] === now.digest ? bare[1] : step
      if (asked.has(id)) at.set(id, { rows: now.rows, digest: now.digest })
      return true
    },
    /** Goes on after rows that were erased because of their age. */
    cross([, first, last, before, after, writtenBefore]) {
      if (first !== now.last + 1 || !(last >= first) || before !== now.digest) return false
      now.rows += last - first + 1
      now.last = last
      now.digest = after
      if (asked.has(last)) at.set(last, { rows: now.rows, digest: now.digest })
      gaps.push({ first, last, writtenBefore })
      return true
    },
    judge(head) {
      const { rows, last, digest } = head[tables[name]]
      const made = Date.parse(head.made)
      // What came after the head cannot have been written before it.
      if (gaps.some((gap) => gap.last > last && gap.writtenBefore <= made)) return 'differs'
      const found = at.get(last)
      if (found !== undefined && found.rows === rows && found.digest === digest) return 'same'
      return rows === last && gaps.some((gap) => gap.first <= last && last < gap.last) ? 'erased' : 'differs'
    },
  }
}

function readHeadFile(file) {
  try {
    const head = JSON.parse(readFileSync(file, 'utf8'))
    if (head.rollcall === 'head' && head.version === 1) return { file, head }
  } catch {
    // Said below, as for any other file.
  }
  return stop(`${file} holds no head of Rollcall's records.`)
}

/** Whether the figures beside an entry are those that its record has a hash of; null when they were erased. */
function hasItsFigures(record, place, figures) {
  const hash = record[place]?.bytes
  if (hash === undefined) return figures === undefined
  if (figures === undefined) return null
  const [salt, ...values] = figures
  const found = createHash('sha256').update(Buffer.from(salt, 'base64')).update(JSON.stringify(values))
  return found.digest('base64') === hash
}

/** A line of the audit log that says by which key the office signed before. */
function isRotation(record) {
  return record[0] === 'audit' && record[4] === 'key.rotate'
}

/** A line of the audit log that says what was erased because of its age. */
function isCertificate(record) {
  return record[0] === 'audit' && record[4] === 'retention.run'
}

function parse(line, number) {
  try {
    return JSON.parse(line)
  } catch {
    say(false, `line ${number} is not JSON`)
    return null
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { head: { type: 'string', multiple: true, default: [] }, office: { type: 'string' } },
})
if (positionals.length !== 1) stop('usage: node rollcall-verify.mjs FILE [--head HEAD]... [--office KEY]')

const kept = values.head.map(readHeadFile)
const logs = Object.fromEntries(
  Object.keys(tables).map((name) => [
    name,
    followLog(
      name,
      kept.map(({ head }) => head),
    ),
  ]),
)
const hash = createHash('sha256')
/** What the office signed with before its data got another key. */
const offices = []
/** What was erased because of its age, and what certificates say of that. */
const erased = []
const certified = new Set()
/** Entries whose figures were erased. */
const bareEntries = []
let number = 0
let end = null
/** Where the hash of an entry's figures stands in its record. */
let place = -1

try {
  for await (const { text, last } of readLines(positionals[0], hash)) {
    number += 1
    const line = parse(text, number)
    if (line === null) continue
    if (number === 1) {
      if (line.rollcall !== 'records' || ![1, 2, 3].includes(line.version))
        stop(`${positionals[0]} is no export of Rollcall's records.`)
      const column = line.columns?.events?.indexOf('evidence') ?? -1
      // A record begins with its log and its number.
      place = column < 0 ? -1 : column + 2
    } else if (last) {
      end = line
    } else if (Array.isArray(line.erased)) {
      if (logs[line.erased[0]]?.cross(line.erased)) erased.push(line.erased)
      else say(false, `line ${number} does not say what was erased, or not in its place`)
    } else if (
      !Array.isArray(line.record) ||
      !(line.record[0] in logs) ||
      !logs[line.record[0]].take(line.record, line.bare)
    ) {
      say(false, `line ${number} is no record, or out of order`)
    } else if (line.record[0] === 'events') {
      const has = hasItsFigures(line.record, place, line.figures)
      if (has === false) say(false, `line ${number} has other figures than those that were written`)
      if (has === null || line.bare !== undefined) bareEntries.push(line.record[1])
    } else if (isRotation(line.record)) {
      offices.push(JSON.parse(line.record[6]).signedBefore)
    } else if (isCertificate(line.record)) {
      for (const gap of JSON.parse(line.record[6]).gaps ?? []) certified.add(JSON.stringify(gap))
    }
  }
} catch (error) {
  stop(`${positionals[0]} cannot be read: ${error.message}`)
}

const { head } = end ?? {}
if (head?.rollcall !== 'head') {
  say(false, 'the file has no signed end: it was cut, or is of something else')
} else {
  say(isHeadSigned(head), `its head was signed on ${head.made} by the office ${head.office}`)
  const file = hash.digest('hex')
  const isWhole = end.file === file && isSigned(head.office, JSON.stringify([head.signature, file]), end.signature)
  say(isWhole, 'the file, names included, is as that office wrote it')
  for (const [name, what] of [
    ['events', 'entries'],
    ['audit', 'lines of the audit log'],
  ]) {
    const { rows, last, digest } = head[tables[name]]
    const { now } = logs[name]
    const holds = now.rows === rows && now.last === last && now.digest === digest
    say(holds, holds ? `${rows} ${what}, as the head says` : `${now.rows} ${what}; the head says ${rows}, or others`)
  }
  if (erased.length > 0) {
    const rows = erased.reduce((sum, [, first, last]) => sum + last - first + 1, 0)
    const holds = erased.every((gap) => certified.has(JSON.stringify(gap)))
    say(
      holds,
      `${rows} rows of them were erased because of their age${holds ? ', as the audit log certifies' : '; the audit log certifies something else'}`,
    )
  }
  if (bareEntries.length > 0) {
    const stretches = [...certified].map((gap) => JSON.parse(gap)).filter(([log]) => log === 'evidence')
    const holds = bareEntries.every((id) => stretches.some(([, first, last]) => first <= id && id <= last))
    say(
      holds,
      `the figures of ${bareEntries.length} entries were erased because of their age${holds ? ', as the audit log certifies' : '; the audit log does not certify that'}`,
    )
  }
  if (values.office !== undefined) {
    say(values.office === head.office, `the office is ${values.office}`)
  }
  for (const { file: from, head: earlier } of kept) {
    const own = [head.office, ...offices].includes(earlier.office) && isHeadSigned(earlier)
    if (!own) say(false, `${from} was not signed by this office`)
    else if (earlier.number > head.number) say(false, `${from} of ${earlier.made} is newer than this export`)
    else {
      const verdicts = Object.values(logs).map((log) => log.judge(earlier))
      const holds = !verdicts.includes('differs')
      const isErased = verdicts.includes('erased')
      const age = isErased ? ', but for what was erased because of its age' : ''
      say(
        holds,
        `${holds ? 'nothing' : 'something'} from before ${earlier.made} was altered, added or removed since${holds ? age : ''} (${from})`,
      )
    }
  }
}
process.exit(failures === 0 ? 0 : 1)
