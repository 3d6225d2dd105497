import type { Output, Parsed } from '../contract/api.ts'
import type { Caller } from '../contract/caller.ts'
import type { ConsentLanguage } from '../contract/consent.ts'
import type { PrivacyPage } from '../contract/privacy.ts'
import type { Installation } from '../contract/system.ts'
import { assessmentPage } from '../privacy/assessment.ts'
import { pageMarkup, publicPage } from '../privacy/documents.ts'
import type { AssessmentFacts } from '../privacy/facts.ts'
import type { Context } from './context.ts'
import { measureErrors } from './error-rates.ts'
import type { ExportFiles } from './export-files.ts'
import { isKeyBesideData } from './key-beside-data.ts'
import { officeDay } from './office-day.ts'
import { gatherFacts } from './privacy-facts.ts'

/** Makes the documents about the use of faces from what is in force. */
export interface PrivacyDocuments {
  /** The notice that everybody may read. */
  notice(language: ConsentLanguage): PrivacyPage
  /** @throws whatever `ExportFiles` throws */
  write(order: Parsed<'privacy.write'>, caller: Caller): Promise<Output<'privacy.write'>>
}

export interface PrivacyDocumentsOptions {
  readonly files: ExportFiles
  readonly installation: Installation
}

export function createPrivacyDocuments(
  context: Context,
  { files, installation }: PrivacyDocumentsOptions,
): PrivacyDocuments {
  const { store, vision } = context

  async function gatherAssessment(): Promise<AssessmentFacts> {
    const provider = await vision.info().then(
      (info) => info.provider.name,
      () => null,
    )
    return {
      ...gatherFacts(context),
      version: installation.version,
      licence: context.pack.licence,
      processor: provider,
      templates: store.countRows().templates,
      keyBesideData: isKeyBesideData(store),
      errors: await measureErrors(context),
    }
  }

  const notice = (language: ConsentLanguage) => publicPage('notice', gatherFacts(context), language)
  return {
    notice,
    async write({ document, language, task, file }, caller) {
      const page =
        document === 'assessment'
          ? assessmentPage(await gatherAssessment(), language)
          : publicPage(document, gatherFacts(context), language)
      const written = await files.write({
        ...{ task, path: file, fileName: `rollcall-${document}-${language}-${officeDay(context)}.html` },
        pieces: () => pageMarkup(page, language),
      })
      if (written.kind === 'cancelled') return written
      const details = { document, language }
      store.audit.appendIfPossible({ ...caller, action: 'privacy.export', subject: 'notice', details })
      return written
    },
  }
}
