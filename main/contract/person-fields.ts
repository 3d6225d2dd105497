import { maxNumberLength } from './limits.ts'

/**
 * The texts that Rollcall keeps of a person beside the name; each may be missing. The database, forms, lists, imports
 * and programs all go by this table, so that a new field is a row here, a column in the database and a label in every
 * language: see docs/extending.md. `column` names it in the database and in lists to import.
 */
export const personFields = {
  /** Tells people of one name apart; no two people share one. */
  employeeNumber: { column: 'employee_number', maxLength: maxNumberLength },
} as const satisfies Record<string, { readonly column: string; readonly maxLength: number }>

export type PersonField = keyof typeof personFields
export type PersonFields = { readonly [F in PersonField]: string | null }

export const personFieldNames = Object.keys(personFields) as PersonField[]

/** Makes one value for each field of a person. */
export function mapFields<T>(make: (field: PersonField) => T): { [F in PersonField]: T } {
  return Object.fromEntries(personFieldNames.map((field) => [field, make(field)])) as { [F in PersonField]: T }
}

/** The fields of a person without anything else; what is not there is null. */
export function pickFields(person: Partial<PersonFields>): { [F in PersonField]: string | null } {
  return mapFields((field) => person[field] ?? null)
}

/** Writes a field's name as separate words in lower case: `employee number`. */
export function fieldWords(field: PersonField): string {
  return personFields[field].column.replaceAll('_', ' ')
}
