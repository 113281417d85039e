-- Ways by which leads come in from outside, the rules that say whose they are, and what became of each.
alter table "lead" add column "received_from_id" uuid;

alter table "lead" add column "processing" text;

alter table "lead" add column "duplicate_of_id" uuid;

create table "lead_source" (
  workspace_id uuid not null,
  "id" uuid not null,
  "title" text not null default '',
  "tags" text[] not null default '{}',
  "version" bigint not null default 1,
  "created_at" timestamptz(3) not null,
  "created_by" uuid,
  "updated_at" timestamptz(3) not null,
  "updated_by" uuid,
  "name" text,
  "active" boolean,
  "mapping" jsonb,
  "origin" text,
  "source" text,
  "campaign_id" uuid,
  "priority" text,
  "per_minute" bigint,
  "custom" jsonb,
  "search" tsvector,
  "archived_at" timestamptz(3),
  "deleted_at" timestamptz(3),
  constraint lead_source_pk primary key (workspace_id, id)
);

create table "lead_rule" (
  workspace_id uuid not null,
  "id" uuid not null,
  "title" text not null default '',
  "tags" text[] not null default '{}',
  "version" bigint not null default 1,
  "created_at" timestamptz(3) not null,
  "created_by" uuid,
  "updated_at" timestamptz(3) not null,
  "updated_by" uuid,
  "name" text,
  "active" boolean,
  "priority" bigint,
  "filter" jsonb,
  "targets" jsonb,
  "set" jsonb,
  "custom" jsonb,
  "search" tsvector,
  "archived_at" timestamptz(3),
  "deleted_at" timestamptz(3),
  constraint lead_rule_pk primary key (workspace_id, id)
);

create index lead_duplicate_of_index on "lead" (workspace_id, "duplicate_of_id", id);

alter table "lead" add constraint lead_received_from_fk foreign key (workspace_id, "received_from_id") references "lead_source" (workspace_id, id);

alter table "lead" add constraint lead_duplicate_of_fk foreign key (workspace_id, "duplicate_of_id") references "lead" (workspace_id, id);

create index lead_source_title_index on "lead_source" (workspace_id, title collate "und-x-icu", id) where deleted_at is null;

create index lead_source_created_index on "lead_source" (workspace_id, created_at, id) where deleted_at is null;

create index lead_source_updated_index on "lead_source" (workspace_id, updated_at, id) where deleted_at is null;

create index lead_source_deleted_index on "lead_source" (workspace_id, deleted_at, id) where deleted_at is not null;

create index lead_source_search_index on "lead_source" using gin (search);

create unique index lead_source_name_unique on "lead_source" (workspace_id, lower("name")) where deleted_at is null;

alter table "lead_source" add constraint lead_source_campaign_fk foreign key (workspace_id, "campaign_id") references "campaign" (workspace_id, id);

create index lead_rule_title_index on "lead_rule" (workspace_id, title collate "und-x-icu", id) where deleted_at is null;

create index lead_rule_created_index on "lead_rule" (workspace_id, created_at, id) where deleted_at is null;

create index lead_rule_updated_index on "lead_rule" (workspace_id, updated_at, id) where deleted_at is null;

create index lead_rule_deleted_index on "lead_rule" (workspace_id, deleted_at, id) where deleted_at is not null;

create index lead_rule_search_index on "lead_rule" using gin (search);

create unique index lead_rule_name_unique on "lead_rule" (workspace_id, lower("name")) where deleted_at is null;

create index lead_rule_priority_index on "lead_rule" (workspace_id, "priority", id) where deleted_at is null;

-- The key of a source: the hash alone, and four characters by which people tell two apart.
create table lead_source_key (
  workspace_id uuid not null,
  source_id uuid not null,
  -- SHA-256, in hex.
  hash text not null,
  hint text not null,
  made_at timestamptz(3) not null,
  received bigint not null default 0,
  last_received_at timestamptz(3),
  constraint lead_source_key_pk primary key (workspace_id, source_id),
  constraint lead_source_key_hash_unique unique (workspace_id, hash),
  constraint lead_source_key_source_fk foreign key (workspace_id, source_id) references lead_source (workspace_id, id) on delete cascade
);

-- How many leads a rule has given to each of its targets since these are what they are; locked while one more is given.
create table lead_share (
  workspace_id uuid not null,
  rule_id uuid not null,
  -- Targets and percentages that are counted for; where they change, the count begins anew.
  basis text not null,
  given jsonb not null,
  -- Team → the member who had the last turn.
  turns jsonb not null,
  constraint lead_share_pk primary key (workspace_id, rule_id),
  constraint lead_share_rule_fk foreign key (workspace_id, rule_id) references lead_rule (workspace_id, id) on delete cascade
);

-- Why each lead went where.
create table lead_decision (
  workspace_id uuid not null,
  id uuid not null,
  at timestamptz(3) not null,
  batch uuid not null,
  lead_id uuid not null,
  -- Null: of no rule.
  rule_id uuid,
  outcome text not null,
  -- What was compared and whose turn it was; names no values of the lead.
  why jsonb not null,
  -- `user:…`, `team:…`, `partner:…` of the rule.
  target text,
  owner_id uuid,
  partner_id uuid,
  constraint lead_decision_pk primary key (workspace_id, id),
  constraint lead_decision_outcome_check check (outcome in ('assigned', 'duplicate', 'unprocessed')),
  constraint lead_decision_lead_fk foreign key (workspace_id, lead_id) references lead (workspace_id, id) on delete cascade
);
create index lead_decision_lead_index on lead_decision (workspace_id, lead_id, id);
create index lead_decision_rule_index on lead_decision (workspace_id, rule_id, at, id);
create index lead_decision_at_index on lead_decision (workspace_id, at, id);

-- By which a lead of the same firm is recognised.
create index lead_firm_index on "lead" (workspace_id, lower("company_name")) where deleted_at is null;

-- Those who are here already get the view of what no rule has given to anybody, as new workspaces do.
insert into view (workspace_id, id, title, created_at, updated_at, object, name, layout, filter, shared_with, is_default, position, search)
select w.id, (lpad(to_hex((extract(epoch from now()) * 1000)::bigint), 12, '0') || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid,
  s.name, now(), now(), 'lead', s.name, 'table',
  '{"processing": {"in": ["waiting", "unprocessed"]}, "state": {"in": ["new", "working"]}}', 'everyone', false, 3, ''
from workspace w join (values
  ('en', 'Unprocessed leads'),
  ('pt-BR', 'Leads sem regra'),
  ('it', 'Lead non smistati'),
  ('pl', 'Nierozdzielone leady')
) as s (language, name) on s.language = case when w.settings ->> 'language' in ('pt-BR', 'it', 'pl') then w.settings ->> 'language' else 'en' end;
