-- What does not belong to any object. Rules for every statement: docs/architecture.md, 'Storage'.

create extension if not exists pg_trgm;
create extension if not exists btree_gin;

-- Text as it is compared when case and accents do not matter; the twin of the model's fold().
-- Plain texts, nearly all, take the short way.
create function fold(value text) returns text language sql immutable strict parallel safe as $$
  select case when value ~ '[^ -~]' then
    replace(replace(replace(translate(lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f]', '', 'g')), 'łđøıħŧð', 'ldoihtd'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe')
  else lower(value) end
$$;

-- Digits of a phone number with its leading +; the twin of the model's phoneDigits().
create function phone_digits(value text) returns text language sql immutable strict parallel safe as $$
  select case when value ~ '^[\s(]*(\+|00)'
    then '+' || regexp_replace(regexp_replace(value, '\D', '', 'g'), '^00', '')
    else regexp_replace(value, '\D', '', 'g') end
$$;

-- One customer of Relata. Distributed by its id.
create table workspace (
  id uuid not null,
  name text not null,
  -- {currency, language, timeZone, country, rates}
  settings jsonb not null default '{}',
  -- Rises with every change of custom fields and objects.
  catalog_version bigint not null default 0,
  created_at timestamptz(3) not null,
  constraint workspace_pk primary key (id)
);

create table custom_field (
  workspace_id uuid not null,
  object text not null,
  name text not null,
  -- A field as packages/model/src/define.ts says it.
  definition jsonb not null,
  position int not null default 0,
  created_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  constraint custom_field_pk primary key (workspace_id, object, name)
);

-- Many-to-many references: `field` is object.field of the side that holds it.
create table link (
  workspace_id uuid not null,
  field text not null,
  from_id uuid not null,
  to_object text not null,
  to_id uuid not null,
  position int not null default 0,
  constraint link_pk primary key (workspace_id, field, from_id, to_id)
);
create index link_back_index on link (workspace_id, to_id, field, from_id);

-- Under which records may be the same: emails:ada@firm.example, phones:+39…, name:acme.
create table match_key (
  workspace_id uuid not null,
  object text not null,
  key text not null,
  record_id uuid not null,
  constraint match_key_pk primary key (workspace_id, object, key, record_id)
);

-- History: append only. What a batch did, undo takes back with new rows.
create table change (
  workspace_id uuid not null,
  at timestamptz(3) not null,
  id uuid not null,
  batch uuid not null,
  undoes uuid,
  cause uuid,
  object text not null,
  record_id uuid not null,
  version int not null,
  action text not null,
  actor_id uuid,
  actor_name text not null,
  before jsonb,
  after jsonb,
  constraint change_pk primary key (workspace_id, at, id)
) partition by range (at);
create table change_otherwise partition of change default;
create index change_record_index on change (workspace_id, record_id, at, id);
create index change_batch_index on change (workspace_id, batch, at, id);
create index change_undoes_index on change (workspace_id, undoes) where undoes is not null;

-- What happened, left by the transaction that made it happen; relayed to jobs after the commit.
create table event (
  workspace_id uuid not null,
  id uuid not null,
  at timestamptz(3) not null,
  type text not null,
  object text not null,
  batch uuid not null,
  record_ids uuid[] not null,
  actor_id uuid,
  data jsonb not null default '{}',
  relayed_at timestamptz(3),
  constraint event_pk primary key (workspace_id, id)
);
create index event_waiting_index on event (id) where relayed_at is null;

-- Effects of reactions by event: what is here has happened, and does not happen again.
create table event_effect (
  workspace_id uuid not null,
  event_id uuid not null,
  reaction text not null,
  at timestamptz(3) not null,
  constraint event_effect_pk primary key (workspace_id, event_id, reaction)
);

create table counter (
  workspace_id uuid not null,
  name text not null,
  value bigint not null,
  constraint counter_pk primary key (workspace_id, name)
);

-- Long work that somebody started: bulk edits, undo, imports, sample data.
create table work_item (
  workspace_id uuid not null,
  id uuid not null,
  kind text not null,
  object text,
  user_id uuid,
  status text not null,
  done bigint not null default 0,
  total bigint not null default 0,
  input jsonb not null default '{}',
  result jsonb,
  error text,
  batch uuid,
  created_at timestamptz(3) not null,
  finished_at timestamptz(3),
  constraint work_item_pk primary key (workspace_id, id)
);
create index work_item_user_index on work_item (workspace_id, user_id, created_at);

create table notification (
  workspace_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  kind text not null,
  at timestamptz(3) not null,
  read_at timestamptz(3),
  object text,
  record_id uuid,
  actor_id uuid,
  data jsonb not null default '{}',
  constraint notification_pk primary key (workspace_id, id)
);
create index notification_user_index on notification (workspace_id, user_id, at);

create table favourite (
  workspace_id uuid not null,
  user_id uuid not null,
  object text not null,
  record_id uuid not null,
  position int not null default 0,
  created_at timestamptz(3) not null,
  constraint favourite_pk primary key (workspace_id, user_id, object, record_id)
);

-- The first answer to a POST with an Idempotency-Key, for 24 hours.
create table idempotency_key (
  workspace_id uuid not null,
  actor text not null,
  key text not null,
  request_hash text not null,
  status int,
  body text,
  created_at timestamptz(3) not null,
  constraint idempotency_key_pk primary key (workspace_id, actor, key)
);

-- Fields by which lists have been sorted or filtered, and the indexes built for them. Of the whole database.
create table index_use (
  table_name text not null,
  field text not null,
  how text not null,
  expression text not null,
  index_name text not null,
  wanted_at timestamptz(3) not null,
  used_at timestamptz(3) not null,
  built_at timestamptz(3),
  constraint index_use_pk primary key (table_name, field, how)
);
