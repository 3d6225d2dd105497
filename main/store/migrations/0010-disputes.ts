/**
 * What the office said of a naming that was denied at the kiosk. What was denied before this counts as open, and as
 * over.
 */
export const disputes = `
alter table disputes add column verdict text not null default 'open' check (verdict in ('open', 'upheld', 'dismissed'));
`
