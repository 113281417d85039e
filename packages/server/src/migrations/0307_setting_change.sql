-- What a change of records did to settings along with it, so that undoing it takes that back as well.

create table setting_change (
  workspace_id uuid not null,
  batch uuid not null,
  of text not null,
  name text not null,
  before text,
  after text,
  created_at timestamptz(3) not null,
  constraint setting_change_pk primary key (workspace_id, batch, of, name)
);
