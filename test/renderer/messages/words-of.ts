import { damageKinds } from '../../../main/contract/damages.ts'

/**
 * Every word of a language by its path, `kiosk.title`; of a sentence with parts to fill in, what it says for samples of
 * every kind, one below the other.
 */
export function wordsOf(value: unknown, path = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[path, value]])
  if (typeof value === 'function' && path.startsWith('notices.'))
    return new Map([[path, String(value(noticeDetails()))]])
  if (typeof value === 'function') {
    const said = ['in', 'morning', 1, 3, 0.5].map((sample) =>
      String(value(sample, sample === 'morning' ? 'in' : sample, sample)),
    )
    return new Map([[path, said.join('\n')]])
  }
  if (typeof value !== 'object' || value === null) return new Map([[path, '']])
  return new Map(
    Object.entries(value).flatMap(([key, part]) => [...wordsOf(part, path === '' ? key : `${path}.${key}`)]),
  )
}

/** The sentences of a language with parts to fill in, by path: which of their arguments they show, as `0 1`. */
export function shownParts(value: unknown, path = ''): Map<string, string> {
  if (typeof value === 'function') return new Map([[path, shownBy(value as (...parts: unknown[]) => unknown, path)]])
  if (typeof value !== 'object' || value === null) return new Map()
  return new Map(
    Object.entries(value).flatMap(([key, part]) => [...shownParts(part, path === '' ? key : `${path}.${key}`)]),
  )
}

/** Numbers that no sentence has of its own stand for the arguments; a notice takes its parts from one object. */
function shownBy(sentence: (...parts: unknown[]) => unknown, path: string): string {
  if (path.startsWith('notices.')) {
    const taken = new Set<string>()
    sentence(noticeDetails(taken))
    return [...taken].toSorted().join(' ')
  }
  const said = String(sentence(731, 732, 733, 734))
  return [731, 732, 733, 734].flatMap((part, place) => (said.includes(String(part)) ? [place] : [])).join(' ')
}

/**
 * What a notice may be about: a number for every name, and damaged values of every kind.
 * @param taken gets the names asked for
 */
function noticeDetails(taken = new Set<string>()): object {
  return new Proxy(
    {},
    {
      get(_, name) {
        taken.add(String(name))
        return name === 'damages' ? damageKinds.map((kind) => ({ kind, of: ['7'] })) : 7
      },
    },
  )
}
