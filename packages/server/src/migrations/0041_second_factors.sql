-- More ways to prove who one is. Like the other auth_ tables these belong to the whole server.

-- When its password was last asked for again, and when it was last used, to the nearest minutes.
alter table auth_session add column proved_at timestamptz(3);
alter table auth_session add column used_at timestamptz(3);

-- What somebody proves something with by bringing it once, within its time: a reset link, the first half
-- of a sign-in, the challenge of a passkey.
create table auth_proof (
  -- SHA-256 of the secret, in hex: the secret itself is kept nowhere.
  hash text not null,
  purpose text not null,
  identity_id uuid,
  content jsonb not null default '{}',
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  constraint auth_proof_pk primary key (hash)
);
alter table auth_proof add constraint auth_proof_identity_fk foreign key (identity_id) references auth_user (id) on delete cascade;
create index auth_proof_identity_index on auth_proof (identity_id, purpose);
create index auth_proof_expires_index on auth_proof (expires_at);

create table auth_totp (
  identity_id uuid not null,
  -- Encrypted; the key is not in the database.
  secret text not null,
  -- Null until a first code has shown that the app has it.
  confirmed_at timestamptz(3),
  -- The time step of the last code that was taken: no code counts twice (RFC 6238 §5.2).
  last_step bigint not null default 0,
  created_at timestamptz(3) not null,
  constraint auth_totp_pk primary key (identity_id)
);
alter table auth_totp add constraint auth_totp_identity_fk foreign key (identity_id) references auth_user (id) on delete cascade;

-- Each works once: it is deleted by being used.
create table auth_recovery_code (
  identity_id uuid not null,
  -- HMAC-SHA-256 with the server's secret, in hex.
  hash text not null,
  constraint auth_recovery_code_pk primary key (identity_id, hash)
);
alter table auth_recovery_code add constraint auth_recovery_code_identity_fk foreign key (identity_id) references auth_user (id) on delete cascade;

create table auth_passkey (
  id uuid not null,
  identity_id uuid not null,
  -- As the authenticator calls it, base64url.
  credential_id text not null,
  -- COSE, base64url.
  public_key text not null,
  -- How often it says it has been used; one that goes back has been copied.
  counter bigint not null,
  transports text[] not null,
  name text not null,
  created_at timestamptz(3) not null,
  used_at timestamptz(3),
  constraint auth_passkey_pk primary key (id),
  constraint auth_passkey_credential_unique unique (credential_id)
);
alter table auth_passkey add constraint auth_passkey_identity_fk foreign key (identity_id) references auth_user (id) on delete cascade;
create index auth_passkey_identity_index on auth_passkey (identity_id);
