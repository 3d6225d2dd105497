/** How long a retry was put off, so that one put off while the clock was ahead does not wait for that time. */
export const retryWaits = `
-- milliseconds; null for what was put off by an earlier version
alter table webhook_outbox add column wait_ms integer;
`
