/** What the app remembers between two starts, and a backup takes along. */
export const remembered = `
create table remembered (
  key text primary key,
  value blob not null
) strict;
`
