import { employmentColumns } from '../../main/contract/employment.ts'
import { personFieldNames, personFields } from '../../main/contract/person-fields.ts'

/** The columns of a list to import that hold what is kept of a person beside the name, and that may be missing. */
export const fieldColumns: readonly string[] = [
  ...personFieldNames.map((field) => personFields[field].column),
  'groups',
  ...employmentColumns,
]
