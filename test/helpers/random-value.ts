import type { Random } from '../../main/numeric/random.ts'

/** Names of fields that inputs have, so that many a random input is understood. */
const fields = [
  'id',
  'personId',
  'template',
  'name',
  'query',
  'kiosk',
  'from',
  'limit',
  'event',
  'merge',
  'mode',
  'path',
]
const texts = ['', 'Ada', '#1', '../../etc/passwd', 'machine', 'Lobby', "'; drop table people; --", '王', '\u0000']

/** Any plain value: numbers, texts, lists and objects, some of which are what a method asks for. */
export function randomValue(random: Random, depth = 3): unknown {
  switch (random.below(depth > 0 ? 9 : 6)) {
    case 0:
      return random.below(5)
    case 1:
      return random.normal() * 10 ** random.below(12)
    case 2:
      return texts[random.below(texts.length)]
    case 3:
      return random.below(2) === 0
    case 4:
      return null
    case 5:
      return new Uint8Array(random.below(64))
    case 6:
      return Array.from({ length: random.below(4) }, () => randomValue(random, depth - 1))
    default:
      return Object.fromEntries(
        Array.from({ length: random.below(5) }, () => [
          fields[random.below(fields.length)]!,
          randomValue(random, depth - 1),
        ]),
      )
  }
}
