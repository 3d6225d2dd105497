/** Where accounts may sign in besides Rollcall itself, and who is which account there. */
export const identityProvider = `
  -- At most one row.
  create table identity_provider (
    id integer primary key check (id = 1),
    name text not null,
    issuer text not null,
    client_id text not null,
    -- Sealed; null for a client that has none.
    client_secret blob,
    -- Of this machine, where the provider sends the browser back to; null for any free one.
    port integer
  ) strict;

  -- By what the provider knows somebody: an address that an owner has entered, in lower case, and the subject that it
  -- turned out to be at the first sign-in, with the provider that said so. All null without an identity.
  alter table accounts add column email text;
  alter table accounts add column issuer text;
  alter table accounts add column subject text;
  create unique index accounts_email on accounts (email);
  create unique index accounts_subject on accounts (issuer, subject);
`
