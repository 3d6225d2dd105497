/** Blanks in a row become one space; `text` is SQL. The mark does not occur in names. */
function oneSpace(text: string): string {
  return `trim(replace(replace(replace(${text}, ' ', ' ' || char(1)), char(1) || ' ', ''), char(1), ''))`
}

/** Tab, line ends, the space that does not break, thin spaces and the wide one of Chinese and Japanese. */
const blanks = [
  9, 10, 11, 12, 13, 160, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201, 8202, 8239, 8287, 12288,
]

const spaced = (column: string) =>
  oneSpace(blanks.reduce((text, code) => `replace(${text}, char(${code}), ' ')`, column))

/** Names as they come in from now on. Nobody is merged; a number that would become somebody else's stays as it is. */
export const tidyNames = `
update people set name = ${spaced('name')}, search = ${oneSpace('search')}, sort_name = ${spaced('sort_name')};
update or ignore people set employee_number = ${spaced('employee_number')} where employee_number is not null;
`
