-- What a change of records did to definitions of fields along with it, so that undoing it takes that back as well.

create table definition_change (
  workspace_id uuid not null,
  batch uuid not null,
  object text not null,
  name text not null,
  before jsonb,
  after jsonb,
  created_at timestamptz(3) not null,
  constraint definition_change_pk primary key (workspace_id, batch, object, name)
);
