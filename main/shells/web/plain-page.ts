import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { PlainPageMessages } from '../../../renderer/messages/en/plain-page.ts'
import { isLanguage, type Language } from '../../contract/languages.ts'
import type { Stranger } from './guard.ts'
import { contentPolicy } from './headers.ts'

const style = `
  :root { color-scheme: light dark; font: 1.0625rem/1.6 system-ui, sans-serif; }
  body { display: grid; min-height: 100vh; margin: 0; place-items: center; background: light-dark(#f5f4f0, #161614); color: light-dark(#1c1b18, #f3f1ea); }
  main { max-width: 34rem; padding: 2rem; }
  h1 { margin: 0 0 1rem; font-size: 1.625rem; line-height: 1.25; text-wrap: balance; }
  p { margin: 0 0 0.75rem; }
  .hint { color: light-dark(#605c54, #aeaaa0); }`

/** Says in the reader's language why a page is refused to them, and what to do. */
export async function sendRefusalPage(
  response: ServerResponse,
  stranger: Stranger,
  accepted: string | undefined,
): Promise<void> {
  await sendPage(response, 403, accepted, ({ title, why, what, hint }) => ({
    title,
    texts: [why[stranger], what],
    hint,
  }))
}

/** Says in the reader's language that they go on in the app's own window. */
export async function sendReturnPage(response: ServerResponse, accepted: string | undefined): Promise<void> {
  await sendPage(response, 200, accepted, ({ returned: { title, what, hint } }) => ({ title, texts: [what], hint }))
}

interface PlainPage {
  readonly title: string
  readonly texts: readonly string[]
  readonly hint: string
}

async function sendPage(
  response: ServerResponse,
  status: number,
  accepted: string | undefined,
  pick: (words: PlainPageMessages) => PlainPage,
): Promise<void> {
  const language = chooseLanguage(accepted ?? '')
  const { title, texts, hint } = pick(await readWords(language))
  const nonce = randomBytes(16).toString('base64')
  response.setHeader('content-security-policy', contentPolicy(nonce))
  response.setHeader('vary', 'accept-language')
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'content-language': language })
  response.end(`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} · Rollcall</title>
<style nonce="${nonce}">${style}
</style>
</head>
<body>
<main>
<h1>${title}</h1>
${texts.map((text) => `<p>${text}</p>`).join('\n')}
<p class="hint">${hint}</p>
</main>
</body>
</html>
`)
}

/** Loads the texts of these pages, which are kept with the window's. */
async function readWords(language: Language): Promise<PlainPageMessages> {
  const { plainPage }: { plainPage: PlainPageMessages } = await import(
    `../../../renderer/messages/${language}/plain-page.ts`
  )
  return plainPage
}

/**
 * The first of an Accept-Language header that there are words in, by its weights (RFC 9110, 12.5.4); English for none.
 */
function chooseLanguage(header: string): Language {
  const wanted = header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const weight = parameters.map((each) => /^\s*q=(\d(?:\.\d+)?)\s*$/.exec(each)?.[1]).find(Boolean)
      return { language: tag.split('-')[0] ?? '', weight: Number(weight ?? 1) }
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
  return wanted.map(({ language }) => language).find(isLanguage) ?? 'en'
}
