import type { Parsed } from '../contract/api.ts'
import type { Context } from '../services/context.ts'
import { chooseCountry, describeRules } from '../services/country-rules.ts'
import type { PrivacyDocuments } from '../services/privacy-documents.ts'
import { auditing } from './audited.ts'
import type { Module } from './module.ts'

/** Handles what the office tells about its use of faces, and the rules of the country that it is in. */
export function privacyModule(context: Context, documents: PrivacyDocuments): Module<'privacy'> {
  const { store, settings, gallery, publish } = context
  const audited = auditing(store)
  return {
    handlers: {
      'privacy.notice': ({ language }) => documents.notice(language),
      'privacy.write': (order, caller) => documents.write(order, caller),
      'privacy.rules': (asked) => describeRules(context, asked),
      'privacy.choose': audited('privacy.choose', {
        change: (input: Parsed<'privacy.choose'>, { actor }) => chooseCountry(context, input, actor),
        entry: ({ country }, { changes }) => ({ subject: 'consent', details: { country, changes } }),
        answer(next) {
          gallery.refresh()
          publish('settings.changed', settings())
          publish('kiosks.changed', {})
          publish('people.changed', { personId: null })
          return next
        },
      }),
    },
  }
}
