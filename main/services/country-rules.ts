import type { Output, Parsed } from '../contract/api.ts'
import { AppError } from '../contract/errors.ts'
import { describeChanges } from '../privacy/changes.ts'
import { type Changeable, judgeRules, mendRules } from '../privacy/rules.ts'
import { privacyWords } from '../privacy/words.ts'
import type { Context } from './context.ts'
import { gatherFacts } from './privacy-facts.ts'

/** Says how far the settings keep the rules of a country, and what choosing it would change. */
export function describeRules(
  context: Context,
  { country: asked, language }: Parsed<'privacy.rules'>,
): Output<'privacy.rules'> {
  const words = privacyWords[language]
  const { version, policy } = context.consenting.policy()
  const country = asked ?? policy.country
  const named = { country, chosen: policy.country, version }
  if (country === null) return { ...named, rules: [], changes: [] }
  return {
    ...named,
    rules: judgeRules(country, gatherFacts(context)).map((rule) => ({ ...rule, ...words.rules[rule.id] })),
    changes: describeChanges(mendRules(country, changeableOf(context)).steps, language),
  }
}

const changeableOf = ({ consenting, settings, kiosks }: Context): Changeable => {
  const { visitorDays, retention } = settings()
  return { basis: consenting.policy().policy.basis, visitorDays, retention, kiosks: kiosks.list().kiosks }
}

/**
 * Chooses a country and makes the changes that its rules ask for, within the caller's transaction.
 * @returns the new version of the policy, and how many settings were changed
 * @throws AppError `changed-meanwhile` when `read` is not the newest version
 */
export function chooseCountry(
  context: Context,
  { country, version: read }: Parsed<'privacy.choose'>,
  actor: string,
): Output<'privacy.choose'> {
  const { consenting, kiosks, store } = context
  const { version, policy } = consenting.policy()
  if (version !== read) {
    throw new AppError('changed-meanwhile', 'The settings have changed meanwhile. Look at the list of changes again.')
  }
  const { textVersion: _, minTextVersion: __, graceUntil: ___, ...kept } = policy
  const now = changeableOf(context)
  const { after, steps } = country === null ? { after: now, steps: [] } : mendRules(country, now)
  if (JSON.stringify(after.kiosks) !== JSON.stringify(now.kiosks)) {
    kiosks.set(after.kiosks, kiosks.list().version, actor)
  }
  const { visitorDays, retention } = after
  store.settings.set({ visitorDays, retention })
  const next = consenting.set({ ...kept, basis: after.basis, country }, read, true, actor)
  return { version: next.version, changes: describeChanges(steps, 'en').length }
}
