import type { App } from '../../app.ts'
import { ConsentLanguage } from '../../contract/consent.ts'

/** The language of texts of consent where nobody says it: that of the settings, or of this machine. */
export async function consentLanguageOf(app: App): Promise<ConsentLanguage> {
  const { language } = await app.call('settings.get', {})
  const { locale } = Intl.DateTimeFormat().resolvedOptions()
  const { data } = ConsentLanguage.safeParse(language === 'system' ? new Intl.Locale(locale).language : language)
  return data ?? 'en'
}
