import { isSilent } from '../attendance/silence.ts'
import type { AttendanceRules } from '../contract/attendance-rules.ts'
import type { Instant } from '../contract/entities.ts'
import type { JoinedOffice, OfficeErasures, OfficeLinkState, Station } from '../contract/office.ts'
import type { Uid } from '../contract/shared-change.ts'
import type { Newcomer } from '../office-link/administration.ts'
import type { SharedStatus } from '../office-link/status.ts'

/** What the server says of its office, with those who wait to be let in. */
export interface DescribedOffice extends SharedStatus {
  readonly newcomers: readonly Newcomer[]
}

type DescribedStation = SharedStatus['stations'][number]

/** What a station knows of its office and of itself. */
export interface OfficeKnowledge {
  readonly name: string
  readonly server: string
  readonly station: { readonly uid: Uid; readonly name: string }
  readonly link: OfficeLinkState
  readonly waiting: number
  readonly waitingEntries: number
  readonly heldBack: number
  readonly exchangedAt: Instant | null
  readonly clockOffsetMs: number | null
  readonly version: string
  readonly schema: number
  readonly model: string
  /** As the server last said it; null before it has said anything since this station was started. */
  readonly described: DescribedOffice | null
  readonly manages: boolean
  readonly rules: AttendanceRules
  readonly now: number
}

/** Puts together how an office is, for people. */
export function statusOf(known: OfficeKnowledge): JoinedOffice {
  const { described, rules: _, now: __, station: own, ...rest } = known
  const stations = listStations(described)
  return {
    ...{ kind: 'joined', ...rest, station: own },
    name: described?.name ?? rest.name,
    stations: stations.map((each) => toStation(each, known)),
    erasures: erasuresOf(described),
    otherVersions: stations.flatMap(({ uid, name, version, state }) => {
      if (version === null || state !== 'active' || uid === own.uid) return []
      const order = compareVersions(version, rest.version)
      return order === 0 ? [] : [{ name, version, older: order < 0 }]
    }),
  }
}

/** Stations that are away for longer than their hours allow; this one is not among them. */
export function listSilent({ described, rules, now, station }: OfficeKnowledge): string[] {
  return listStations(described)
    .filter((each) => each.uid !== station.uid && isAway(each, rules, now))
    .map(({ name }) => name)
}

/** Those that were not revoked and have not left. */
function listStations(described: DescribedOffice | null): DescribedStation[] {
  return (described?.stations ?? []).filter(({ state }) => state !== 'revoked' && state !== 'left')
}

function toStation(station: DescribedStation, { described, rules, now, station: own }: OfficeKnowledge): Station {
  const { uid, name, manages, expiresAt, seenAt, waiting, clockOffsetMs, version, format, model } = station
  const words = described?.newcomers.find((newcomer) => newcomer.uid === uid)?.words ?? null
  return {
    ...{ uid, name, manages, expiresAt, waiting, clockOffsetMs, version, model },
    state: station.state as Station['state'],
    words: words === null ? null : [...words],
    lastSeenAt: seenAt,
    silent: uid !== own.uid && isAway(station, rules, now),
    schema: format,
  }
}

function isAway({ state, seenAt }: DescribedStation, rules: AttendanceRules, now: number): boolean {
  return state === 'active' && seenAt !== null && isSilent(rules, seenAt, now)
}

function erasuresOf(described: DescribedOffice | null): OfficeErasures {
  const erasures = described?.erasures ?? []
  const active = listStations(described).filter(({ state }) => state === 'active')
  const behind = new Set(erasures.flatMap(({ missing }) => missing))
  const missing = active.filter(({ uid }) => behind.has(uid)).map(({ name }) => name)
  const times = erasures.flatMap(({ lastAt }) => lastAt ?? [])
  return {
    erased: erasures.length,
    open: erasures.filter((each) => each.missing.length > 0).length,
    confirmedBy: active.length - missing.length,
    stations: active.length,
    lastAt: times.length === 0 ? null : (Math.max(...times) as Instant),
    missing,
  }
}

/** Which of two versions such as `1.12.0` is the later one: below 0 when the first is the older. */
export function compareVersions(one: string, other: string): number {
  const [first, second] = [one, other].map((version) => version.split(/[.-]/).map((part) => Number.parseInt(part, 10)))
  for (let at = 0; at < 3; at++) {
    const difference = (first![at] || 0) - (second![at] || 0)
    if (difference !== 0) return difference
  }
  return 0
}
