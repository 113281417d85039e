-- Who may come in. These tables belong to the whole server, not to a workspace: on Citus they are
-- reference tables, and hold a bare workspace_id where they name one. The auth_ ones are better-auth's.

create table auth_user (
  id uuid not null,
  name text not null,
  -- In lower case.
  email text not null,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  constraint auth_user_pk primary key (id),
  constraint auth_user_email_unique unique (email)
);

create table auth_session (
  id uuid not null,
  user_id uuid not null,
  token text not null,
  expires_at timestamptz(3) not null,
  ip_address text,
  user_agent text,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  constraint auth_session_pk primary key (id),
  constraint auth_session_token_unique unique (token)
);
alter table auth_session add constraint auth_session_user_fk foreign key (user_id) references auth_user (id) on delete cascade;
create index auth_session_user_index on auth_session (user_id);
create index auth_session_expires_index on auth_session (expires_at);

create table auth_account (
  id uuid not null,
  user_id uuid not null,
  provider_id text not null,
  account_id text not null,
  -- argon2id, in the PHC notation.
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz(3),
  refresh_token_expires_at timestamptz(3),
  scope text,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  constraint auth_account_pk primary key (id),
  constraint auth_account_provider_unique unique (provider_id, account_id)
);
alter table auth_account add constraint auth_account_user_fk foreign key (user_id) references auth_user (id) on delete cascade;
create index auth_account_user_index on auth_account (user_id);

create table auth_verification (
  id uuid not null,
  identifier text not null,
  value text not null,
  expires_at timestamptz(3) not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  constraint auth_verification_pk primary key (id)
);
create index auth_verification_identifier_index on auth_verification (identifier);

-- An identity as a person of a workspace. `used_at`: when they chose it, so that the last one opens first.
create table membership (
  identity_id uuid not null,
  workspace_id uuid not null,
  user_id uuid not null,
  used_at timestamptz(3),
  constraint membership_pk primary key (identity_id, workspace_id),
  constraint membership_user_unique unique (workspace_id, user_id)
);
alter table membership add constraint membership_identity_fk foreign key (identity_id) references auth_user (id) on delete cascade;

create table api_key (
  id uuid not null,
  workspace_id uuid not null,
  user_id uuid not null,
  name text not null,
  -- What is shown of it in lists.
  prefix text not null,
  -- SHA-256 of the key, in hex: the key itself is kept nowhere.
  hash text not null,
  scopes text[] not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3),
  last_used_at timestamptz(3),
  revoked_at timestamptz(3),
  constraint api_key_pk primary key (id),
  constraint api_key_hash_unique unique (hash)
);
create index api_key_user_index on api_key (workspace_id, user_id);

-- One row at most: whoever set this server up. It closes the set-up for ever.
create table set_up (
  only_one boolean not null default true,
  workspace_id uuid not null,
  at timestamptz(3) not null,
  constraint set_up_pk primary key (only_one),
  constraint set_up_only_one_check check (only_one)
);
