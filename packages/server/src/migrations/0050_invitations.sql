-- Who has been asked to come in. A link holds workspace and secret; of the secret only the SHA-256 is kept.
create table invitation (
  workspace_id uuid not null,
  id uuid not null,
  -- In lower case.
  email text not null,
  role text not null,
  -- Ids of the teams that they will belong to.
  teams jsonb not null default '[]',
  inviter_id uuid not null,
  token_hash text not null,
  sent_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  accepted_at timestamptz(3),
  -- The person that they became.
  accepted_by uuid,
  revoked_at timestamptz(3),
  constraint invitation_pk primary key (workspace_id, id)
);
-- One open invitation for an address: asking again replaces its link.
create unique index invitation_open_unique on invitation (workspace_id, email) where accepted_at is null and revoked_at is null;
create index invitation_token_index on invitation (workspace_id, token_hash);
