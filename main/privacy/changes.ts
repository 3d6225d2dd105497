import type { ConsentLanguage } from '../contract/consent.ts'
import type { PresetChange } from '../contract/privacy.ts'
import { datedKinds } from '../contract/retention.ts'
import { retentionNames } from '../contract/retention-names.ts'
import type { Changeable, Step } from './rules.ts'
import { privacyWords } from './words.ts'

/** Says what changes, setting by setting, in words. */
export function describeChanges(steps: readonly Step[], language: ConsentLanguage): PresetChange[] {
  return steps.flatMap(({ rule, before, after }) => {
    const old = valuesOf(before, language)
    return valuesOf(after, language).flatMap(([setting, value], place) => {
      const was = old[place]![1]
      return was === value
        ? []
        : [{ rule: privacyWords[language].rules[rule].title, setting, before: was, after: value }]
    })
  })
}

/** Each setting with its value, in an order that is the same before and after. */
function valuesOf(
  { basis, visitorDays, retention, kiosks }: Changeable,
  language: ConsentLanguage,
): [setting: string, value: string][] {
  const { settings, values, after } = privacyWords[language]
  return [
    [settings.basis, values.bases[basis]],
    [settings.visitorDays, values.visitorDays(visitorDays)],
    ...datedKinds.map((kind): [string, string] => [retentionNames[language][kind], after(retention[kind])]),
    ...kiosks.map(({ name, pin }): [string, string] => [settings.pin(name), values.pins[pin]]),
  ]
}
