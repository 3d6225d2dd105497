import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import type { ConsentLanguage } from '../../../contract/consent.ts'
import { consentLanguages } from '../../../contract/consent.ts'
import { AppError } from '../../../contract/errors.ts'
import type { PrivacyDocument } from '../../../contract/privacy.ts'
import type { Outcome, Perform } from '../command.ts'
import { consentLanguageOf } from '../consent-language.ts'
import type { Session } from '../session.ts'

interface NoticeOptions {
  readonly out: string
  readonly retention?: boolean
  readonly language?: ConsentLanguage
}

export function defineNotice(program: Command, perform: Perform): void {
  program
    .command('notice')
    .description('write what people are told about the use of their faces, from the settings in force')
    .requiredOption('--out <file>', 'the page of HTML to write, to print or to publish')
    .option('--retention', 'the policy on how long data are kept, instead of the notice')
    .addOption(languageOption())
    .action(({ retention, ...options }: NoticeOptions, command: Command) =>
      perform(command, (session) => writeDocument(session, retention === true ? 'retention' : 'notice', options)),
    )
}

export const languageOption = () =>
  new Option('--language <language>', 'of the page (default: that of the settings)').choices(consentLanguages)

/** Writes a document about the use of faces into the file that was named. */
export async function writeDocument(
  session: Session,
  document: PrivacyDocument,
  { out, language: wanted }: Pick<NoticeOptions, 'out' | 'language'>,
): Promise<Outcome> {
  const app = await session.app({ takesOut: true })
  const language = wanted ?? (await consentLanguageOf(app))
  const written = await app.call('privacy.write', { document, language, file: resolve(out) })
  if (written.kind === 'cancelled') throw new AppError('cancelled', 'Cancelled. No file was written.')
  return { value: { file: out, document, language, bytes: written.bytes }, text: `Written to ${out}\n` }
}
