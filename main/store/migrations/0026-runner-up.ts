/** Entries are found by whose face was the next most similar one. */
export const runnerUp = `
create index events_by_runner_up on events (runner_up_id) where runner_up_id is not null;
`
