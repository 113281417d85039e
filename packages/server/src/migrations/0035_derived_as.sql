-- By which rules the titles, search words and match keys of a workspace's records were made; see engine/records/derive-again.ts.
create table derived_as (
  workspace_id uuid not null,
  object text not null,
  -- The rules by which all of them were made.
  version text not null,
  -- Those by which they are being made anew, and the last that has been: {"id"}, then {"key", "id"}.
  next_version text,
  after jsonb,
  constraint derived_as_pk primary key (workspace_id, object)
);
