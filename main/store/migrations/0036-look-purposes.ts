/** What a look at a face is to be kept for, and how the kiosk knew whose face it is. */
export const lookPurposes = `
alter table look_proposals add column purpose text not null default 'second' check (purpose in ('second', 'models'));
alter table look_proposals add column named_by text not null default 'face' check (named_by in ('face', 'pin'));
`
