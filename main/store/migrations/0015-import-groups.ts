/** The groups that a list gives to whoever is enrolled by it, as JSON. */
export const importGroups = `
alter table import_photos add column groups text not null default '[]';
`
