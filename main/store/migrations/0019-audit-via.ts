/** The audit log says by which way a change came; of the entries before nobody knows. */
export const auditVia = 'alter table audit add column via text;'
