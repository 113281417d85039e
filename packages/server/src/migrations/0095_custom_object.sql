-- Objects that workspaces make, and what they say of ours. The records of the former lie in tables own1, own2 …

create table custom_object (
  workspace_id uuid not null,
  name text not null,
  definition jsonb not null,
  position int not null default 0,
  created_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  constraint custom_object_pk primary key (workspace_id, name)
);
