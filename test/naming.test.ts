import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
/** Migrations spell the names that earlier versions stored. */
const files = globSync('{main,renderer,scripts,bench}/**/*.{ts,tsx}', { cwd: root }).filter(
  (file) => !file.startsWith('main/store/migrations/'),
)

/** Habits that make code read as translated; beside each, what to write instead. docs/glossary.md has the terms. */
const banned: [RegExp, string][] = [
  [/\bso many\b/i, 'say what is counted'],
  [/\b(most|least|longest|usual|widest|fewest|highest)[A-Z]\w*/, 'max, min or default + noun + unit'],
]

test.each(banned)('no source says %s', (pattern, instead) => {
  expect(files.length).toBeGreaterThan(500)
  const found = files.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()} (${instead})`] : [])),
  )
  expect(found).toEqual([])
})

/** The folders where no name begins with a participle either; add the others as they are done. */
const finished =
  /^(renderer\/(?!messages)|main\/services\/|main\/(store|attendance|shells|handlers|evaluation|enrolment|log|vision|numeric|text|threads|wasm|onnx|matching|metric|contract)\/|main\/[^/]+$|scripts\/)/
const finishedFiles = files.filter((file) => finished.test(file))

/** What a file declares as a function: named, as an arrow function, or as a method of an interface or an object. */
const declarations = [
  /(?:^|\s)function\*? (\w+)/,
  /(?:^|\s)const (\w+) = (?:async )?(?:<[^>]*>)?(?:\([^)]*\)(?:: [^=]+)?|\w+) =>/,
  /^ {2}(?:async )?(\w+)(?:<[^>]*>)?\(.*\): /,
  /^ {4}(?:async )?(\w+)(?:: \(.*\) =>|\(.*\) \{$)/,
]
const irregular =
  'begun|bound|broken|brought|built|caught|chosen|done|drawn|driven|found|frozen|given|gone|grown|held|hidden|kept|known|' +
  'left|lost|made|meant|met|paid|said|seen|sent|shown|spent|stolen|stuck|taken|thrown|told|torn|worn|written'
const participle = new RegExp(`^(?:[a-z]+ed|${irregular})(?![a-z])`)
/** Verbs that end like participles. */
const notParticiples = new Set([
  'bleed',
  'breed',
  'embed',
  'exceed',
  'feed',
  'need',
  'proceed',
  'seed',
  'speed',
  'succeed',
])
/** When something is called back, and not what it does. */
const allowedNames = new Set(['done', 'failed', 'ended'])

function declaredIn(file: string): { readonly name: string; readonly line: string; readonly place: string }[] {
  return readFileSync(join(root, file), 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      const name = declarations.map((pattern) => pattern.exec(line)?.[1]).find((found) => found !== undefined)
      return name === undefined ? [] : [{ name, line: line.trim(), place: `${file}:${index + 1}` }]
    })
}

test('no function is named by a past participle: name what it does, or toX and xFrom', () => {
  const isParticiple = (name: string) =>
    participle.test(name) && !notParticiples.has(/^[a-z]+/.exec(name)![0]) && !allowedNames.has(name)
  expect(['countedSpans', 'given', 'noted'].every(isParticiple)).toBe(true)
  expect(['embedPhotos', 'toRow', 'madeira', 'isTaken'].some(isParticiple)).toBe(false)
  const found = finishedFiles
    .flatMap(declaredIn)
    .filter(({ name }) => isParticiple(name) && !name.endsWith('Error'))
    .map(({ place, name }) => `${place}: ${name}`)
  expect(finishedFiles.length).toBeGreaterThan(200)
  expect(found).toEqual([])
})

test('no function anywhere is a participle alone', () => {
  // What is called when something is over is named after that.
  const callbacks = new Set(['done', 'ended', 'failed', 'stopped'])
  const declared = /(?:^|\s)(?:function\*? (\w+)|const (\w+) = (?:async )?(?:<[^>]*>)?(?:\([^)]*\)(?:: [^=]+)?|\w+) =>)/
  const alone = new RegExp(`${participle.source}$`)
  const found = files
    .filter((file) => !/^(bench|renderer\/messages)\//.test(file))
    .flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, index) => {
          const [, one, other] = declared.exec(line) ?? []
          const name = one ?? other ?? ''
          return alone.test(name) && !notParticiples.has(name) && !callbacks.has(name)
            ? [`${file}:${index + 1}: ${name}`]
            : []
        }),
    )
  expect(found).toEqual([])
})

test('a function that makes an error is called so', () => {
  const found = files
    .flatMap(declaredIn)
    .filter(({ name, line }) => /\): AppError( \{$| =>)/.test(line) && !/Error$|^errorFrom/.test(name))
    .map(({ place, name }) => `${place}: ${name}`)
  expect(found).toEqual([])
})

/** Private words for what the field has a name for. */
const privateWords: [RegExp, string][] = [
  [/\bgiveBack\b|\bgiven\(/, 'release, transferBack, omitUndefined: what happens'],
  [/\banswersAt\b/, 'setRestAddress'],
  [/\bbeneath\b/, 'previous'],
  [/\bfoldedWords\b/, 'toSearchWords'],
  [/\bpaced\b/, 'throttle'],
  [/\bliesHere\b|\broomFor\b/, 'isInside, hasRoom'],
  // But for the patience of early stopping, which training has a word for.
  [/(?<!recipe\.|')\b(patience\w*|calm)\b\s*[=,)]/, 'timeout and its unit'],
  [/\bsteadyUntil\b/, 'findNextChange'],
  [/\bnotFound\(|\bdamaged\(/, 'a function that makes an error ends in Error'],
]

test.each(privateWords)('no finished folder says %s', (pattern, instead) => {
  const found = finishedFiles.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()} (${instead})`] : [])),
  )
  expect(found).toEqual([])
})

test('no line of a comment is longer than 120 columns, but for an address or an instruction to the linter', () => {
  const comment = /^\s*(\/\/|\/?\*|\{\/\*|--)/
  const found = globSync('{main,renderer,scripts,bench}/**/*.{ts,tsx,mjs,js,css,c}', { cwd: root }).flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        line.length > 120 && comment.test(line) && !/https?:|biome-ignore/.test(line) ? [`${file}:${index + 1}`] : [],
      ),
  )
  expect(found).toEqual([])
})
