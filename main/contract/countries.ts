import { z } from 'zod'

/** Where an office may say that it is, so that Rollcall names the rules there for faces at work. */
export const countries = ['UK', 'EU', 'DE', 'FR', 'ES', 'US-IL', 'CN', 'JP'] as const
export const Country = z.enum(countries)
export type Country = z.infer<typeof Country>
