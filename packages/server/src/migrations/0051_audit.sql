-- What happened that somebody may have to answer for. Rows are only ever added; each carries the hash of
-- itself and the one before, so that one which is changed or taken out later is noticed.
create table audit_entry (
  workspace_id uuid not null,
  -- 1, 2, 3 … without gaps.
  number bigint not null,
  at timestamptz(3) not null,
  -- Null: nobody who is known, or the server itself.
  actor_id uuid,
  actor_name text not null,
  action text not null,
  object text,
  record_id uuid,
  address text,
  agent text,
  details jsonb not null default '{}',
  -- SHA-256, in hex, of the hash before it and the text that engine/audit/chain.ts makes of the row.
  hash text not null,
  constraint audit_entry_pk primary key (workspace_id, number)
);
create index audit_entry_actor_index on audit_entry (workspace_id, actor_id, number);
create index audit_entry_action_index on audit_entry (workspace_id, action, number);

-- The end of each workspace's chain.
create table audit_head (
  workspace_id uuid not null,
  number bigint not null,
  hash text not null,
  constraint audit_head_pk primary key (workspace_id)
);
