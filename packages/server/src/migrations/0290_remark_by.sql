-- Who wrote what is said of a change, and when: one text that several people may write is nobody's without it.
alter table change_mark add remark_by uuid, add remark_at timestamptz;
