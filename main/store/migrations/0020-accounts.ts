/** Who may sign in. Until somebody decides otherwise, nobody can, and nobody has to. */
export const accounts = `
  create table accounts (
    id integer primary key autoincrement,
    name text not null,
    -- The name without regard to case, which tells two apart.
    key text not null unique,
    role text not null,
    groups text not null default '[]',
    passphrase text not null,
    recovery text not null,
    -- The secret of the authenticator app, sealed; null without a second step.
    second_step blob,
    -- The last code that was taken: none opens twice.
    last_code_step integer not null default 0,
    created_at integer not null,
    last_sign_in_at integer
  ) strict;
`
