/** The log by what is rare in it: entries without a face, corrections, and one kiosk among several. */
export const log = `
create index events_by_method on events (method, at, id) where method <> 'face';
create index events_by_kind on events (at, id) where kind = 'correction';
create index events_by_kiosk on events (kiosk, at, id);
`
