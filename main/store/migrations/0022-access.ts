/** Whether whoever is signed in to the computer may do everything moves to the settings, which carry seals. */
export const access = `
insert or replace into settings (key, value) select 'access', json_quote(value) from meta where key = 'access';
delete from meta where key = 'access';
`
