import type { PresetChange } from '../contract/privacy.ts'
import { datedKinds } from '../contract/retention.ts'
import type { PrivacyWords } from './privacy-words.ts'
import type { Changeable, Step } from './rules.ts'

/** Says what changes, setting by setting, in words. */
export function describeChanges(steps: readonly Step[], words: PrivacyWords): PresetChange[] {
  return steps.flatMap(({ rule, before, after }) => {
    const old = valuesOf(before, words)
    return valuesOf(after, words).flatMap(([setting, value], place) => {
      const was = old[place]![1]
      return was === value ? [] : [{ rule: words.rules[rule].title, setting, before: was, after: value }]
    })
  })
}

/** Each setting with its value, in an order that is the same before and after. */
function valuesOf(
  { basis, visitorDays, retention, kiosks }: Changeable,
  { settings, values, after }: PrivacyWords,
): [setting: string, value: string][] {
  return [
    [settings.basis, values.bases[basis]],
    [settings.visitorDays, values.visitorDays(visitorDays)],
    ...datedKinds.map((kind): [string, string] => [settings.retention[kind], after(retention[kind])]),
    ...kiosks.map(({ name, pin }): [string, string] => [settings.pin(name), values.pins[pin]]),
  ]
}
