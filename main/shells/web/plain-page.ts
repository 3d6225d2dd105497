import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { RefusalPageMessages } from '../../../renderer/messages/en/refusal-page.ts'
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
  const language = chooseLanguage(accepted ?? '')
  const { title, why, what, hint } = await readWords(language)
  const nonce = randomBytes(16).toString('base64')
  response.setHeader('content-security-policy', contentPolicy(nonce))
  response.setHeader('vary', 'accept-language')
  response.writeHead(403, { 'content-type': 'text/html; charset=utf-8', 'content-language': language })
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
<p>${why[stranger]}</p>
<p>${what}</p>
<p class="hint">${hint}</p>
</main>
</body>
</html>
`)
}

/** Loads the texts of this page, which are kept with the window's. */
async function readWords(language: Language): Promise<RefusalPageMessages> {
  const { refusalPage }: { refusalPage: RefusalPageMessages } = await import(
    `../../../renderer/messages/${language}/refusal-page.ts`
  )
  return refusalPage
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
