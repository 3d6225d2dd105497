import {
  mapFields,
  type PersonField,
  type PersonFields,
  personFieldNames,
  personFields,
} from '../contract/person-fields.ts'

/** The fields of a person as a row of people, merges or import_photos holds them. */
export type FieldColumns = { readonly [F in PersonField as (typeof personFields)[F]['column']]: string | null }

const columns = personFieldNames.map((field) => ({ field, column: personFields[field].column }))

/** SQL for lists of columns, of their values, and of assignments; a value's parameter is named after the field. */
export const fieldColumns = columns.map(({ column }) => column).join(', ')
export const fieldValues = columns.map(({ field }) => `@${field}`).join(', ')
export const fieldAssignments = columns.map(({ field, column }) => `${column} = @${field}`).join(', ')

export function readFields(row: FieldColumns): PersonFields {
  return mapFields((field) => row[personFields[field].column])
}
