import { personFieldNames, personFields } from '../../main/contract/person-fields.ts'

/** The columns of a list to import that hold what is kept of a person beside the name. */
export const fieldColumns: readonly string[] = personFieldNames.map((field) => personFields[field].column)
