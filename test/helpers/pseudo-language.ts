import type { BrowserContext } from 'playwright'

/**
 * Runs in the page: every word of a catalogue with accents and twice each vowel, about 40 % longer than English. What
 * stands in it without an accent is no word of the catalogue.
 */
const toPseudo = `(catalogue) => {
  const accents = {
    a: 'áá', b: 'ƀ', c: 'ç', d: 'ð', e: 'éé', f: 'ƒ', g: 'ğ', h: 'ĥ', i: 'íí', j: 'ĵ', k: 'ķ', l: 'ł', m: 'ɱ',
    n: 'ñ', o: 'óó', p: 'þ', q: 'ɋ', r: 'ŕ', s: 'š', t: 'ţ', u: 'úú', v: 'ṽ', w: 'ŵ', x: 'ẋ', y: 'ý', z: 'ž',
  }
  const say = (text) =>
    text.replace(/[a-z]/gi, (letter) => {
      const said = accents[letter.toLowerCase()]
      return letter === letter.toLowerCase() ? said : said.toUpperCase()
    })
  const pseudo = (value) => {
    if (typeof value === 'string') return say(value)
    if (typeof value === 'function') return (...parts) => say(value(...parts))
    if (Array.isArray(value)) return value.map(pseudo)
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, pseudo(part)]))
  }
  return pseudo(catalogue)
}`

/** Has the pages of a context speak a language that exists for tests alone: the built English words, made strange. */
export async function speakPseudo(context: BrowserContext): Promise<void> {
  await context.route(/\/assets\/en-[\w-]+\.js$/, async (route) => {
    // By number: only browsers know that names below localhost mean this machine.
    const url = new URL(route.request().url())
    url.hostname = '127.0.0.1'
    const response = await route.fetch({ url: url.href })
    const script = await response.text()
    const strange = script.replace(
      /export\s*\{\s*(\w+) as messages\s*\}/,
      (_, words: string) => `const pseudoWords=(${toPseudo})(${words});export{pseudoWords as messages}`,
    )
    if (strange === script) throw new Error('The built English words do not look as expected.')
    await route.fulfill({ response, body: strange })
  })
}
