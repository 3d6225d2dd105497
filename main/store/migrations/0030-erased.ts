/** What was erased, as keyed hashes (erased.ts), so that no backup brings it back. */
export const erased = `
create table erased (hash blob primary key) strict, without rowid;
`
