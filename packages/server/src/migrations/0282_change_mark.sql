-- What somebody has to say of a change, and that it stands on top of its record's timeline (plug-bitrix24-pipedrive §4.3).
-- The history itself is only added to.
create table change_mark (
  workspace_id uuid not null,
  change_id uuid not null,
  object text not null,
  record_id uuid not null,
  remark text,
  pinned boolean not null,
  constraint change_mark_pk primary key (workspace_id, change_id)
);
create index change_mark_record_index on change_mark (workspace_id, record_id);
