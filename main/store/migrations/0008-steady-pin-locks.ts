/** A PIN lock is measured by the clock that nobody can set, too. */
export const steadyPinLocks = `
-- milliseconds since the machine was started, when the last attempt was counted
alter table pin_attempts add column steady_at integer;
`
