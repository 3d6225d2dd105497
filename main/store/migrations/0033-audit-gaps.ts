/** Lines of the audit log may be erased because of their age too, by the same gate as entries. */
export const auditGaps = `
-- of the audit log: the link of the last one that was erased, which the link of the next one covers
alter table log_gaps add column link blob;
create index audit_by_time on audit (at);

drop trigger audit_stays;
create trigger audit_stays before delete on audit
when not exists (select 1 from log_gaps where tbl = 'audit' and old.id between first and last) begin
  select raise(abort, 'the audit log is only shortened because of its age');
end;
`
