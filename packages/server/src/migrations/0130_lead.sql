-- Leads with their statuses and reasons, and the campaigns that bring them. Workspaces that are there already get
-- what new ones start with, in their language.
create table "lead" (
  workspace_id uuid not null,
  "id" uuid not null,
  "title" text not null default '',
  "tags" text[] not null default '{}',
  "version" bigint not null default 1,
  "created_at" timestamptz(3) not null,
  "created_by" uuid,
  "updated_at" timestamptz(3) not null,
  "updated_by" uuid,
  "next_activity_at" timestamptz(3),
  "last_activity_at" timestamptz(3),
  "access" text,
  "access_list" uuid[],
  "first_name" text,
  "last_name" text,
  "company_name" text,
  "job_title" text,
  "topic" text,
  "emails" jsonb,
  "phones" jsonb,
  "urls" jsonb,
  "addresses" jsonb,
  "city" text,
  "region" text,
  "country" text,
  "status_id" uuid,
  "state" text,
  "disqualification_reason_id" uuid,
  "priority" text,
  "temperature" text,
  "rating" bigint,
  "score" bigint,
  "value_amount" numeric,
  "value_currency" text,
  "value_base" numeric,
  "description" text,
  "source" text,
  "source_details" text,
  "campaign_id" uuid,
  "utm_source" text,
  "utm_medium" text,
  "utm_campaign" text,
  "utm_content" text,
  "utm_term" text,
  "landing_page" text,
  "referrer" text,
  "affiliate" text,
  "external_origin" text,
  "external_id" text,
  "consent" text,
  "consent_at" timestamptz(3),
  "consent_text" text,
  "owner_id" uuid,
  "original_owner_id" uuid,
  "partner_id" uuid,
  "company_id" uuid,
  "person_id" uuid,
  "deal_id" uuid,
  "first_touched_at" timestamptz(3),
  "qualified_at" timestamptz(3),
  "seen" boolean,
  "custom" jsonb,
  "search" tsvector,
  "archived_at" timestamptz(3),
  "deleted_at" timestamptz(3),
  constraint lead_pk primary key (workspace_id, id)
);

create table "campaign" (
  workspace_id uuid not null,
  "id" uuid not null,
  "title" text not null default '',
  "tags" text[] not null default '{}',
  "version" bigint not null default 1,
  "created_at" timestamptz(3) not null,
  "created_by" uuid,
  "updated_at" timestamptz(3) not null,
  "updated_by" uuid,
  "next_activity_at" timestamptz(3),
  "last_activity_at" timestamptz(3),
  "access" text,
  "access_list" uuid[],
  "name" text,
  "status" text,
  "starts_on" date,
  "ends_on" date,
  "budget_amount" numeric,
  "budget_currency" text,
  "budget_base" numeric,
  "cost_amount" numeric,
  "cost_currency" text,
  "cost_base" numeric,
  "description" text,
  "external_id" text,
  "owner_id" uuid,
  "custom" jsonb,
  "search" tsvector,
  "archived_at" timestamptz(3),
  "deleted_at" timestamptz(3),
  constraint campaign_pk primary key (workspace_id, id)
);

create table "lead_status" (
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
  "means" text,
  "on_touch" boolean,
  "colour" text,
  "position" bigint,
  "custom" jsonb,
  "search" tsvector,
  "archived_at" timestamptz(3),
  "deleted_at" timestamptz(3),
  constraint lead_status_pk primary key (workspace_id, id)
);

create table "disqualification_reason" (
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
  "position" bigint,
  "custom" jsonb,
  "search" tsvector,
  "archived_at" timestamptz(3),
  "deleted_at" timestamptz(3),
  constraint disqualification_reason_pk primary key (workspace_id, id)
);

create index lead_title_index on "lead" (workspace_id, title collate "und-x-icu", id) where deleted_at is null;

create index lead_created_index on "lead" (workspace_id, created_at, id) where deleted_at is null;

create index lead_updated_index on "lead" (workspace_id, updated_at, id) where deleted_at is null;

create index lead_deleted_index on "lead" (workspace_id, deleted_at, id) where deleted_at is not null;

create index lead_search_index on "lead" using gin (search);

create index lead_status_index on "lead" (workspace_id, "status_id", id);

create index lead_campaign_index on "lead" (workspace_id, "campaign_id", id);

create unique index lead_external_id_unique on "lead" (workspace_id, lower("external_origin"), lower("external_id")) where deleted_at is null;

create index lead_owner_index on "lead" (workspace_id, "owner_id", id) where deleted_at is null;

create index lead_partner_index on "lead" (workspace_id, "partner_id", id);

create index lead_company_index on "lead" (workspace_id, "company_id", id);

create index lead_person_index on "lead" (workspace_id, "person_id", id);

create index lead_deal_index on "lead" (workspace_id, "deal_id", id);

create index lead_next_activity_index on "lead" (workspace_id, next_activity_at, id) where deleted_at is null;

create index lead_kept_index on "lead" (workspace_id, created_by, id) where deleted_at is null and access in ('restricted', 'personal');

create index lead_named_index on "lead" using gin (access_list) where deleted_at is null and access in ('restricted', 'personal');

create index lead_board_index on "lead" (workspace_id, "status_id") include ("value_amount", "value_currency", "value_base") where deleted_at is null;

alter table "lead" add constraint lead_status_fk foreign key (workspace_id, "status_id") references "lead_status" (workspace_id, id);

alter table "lead" add constraint lead_disqualification_reason_fk foreign key (workspace_id, "disqualification_reason_id") references "disqualification_reason" (workspace_id, id);

alter table "lead" add constraint lead_campaign_fk foreign key (workspace_id, "campaign_id") references "campaign" (workspace_id, id);

alter table "lead" add constraint lead_partner_fk foreign key (workspace_id, "partner_id") references "company" (workspace_id, id);

alter table "lead" add constraint lead_company_fk foreign key (workspace_id, "company_id") references "company" (workspace_id, id);

alter table "lead" add constraint lead_person_fk foreign key (workspace_id, "person_id") references "person" (workspace_id, id);

alter table "lead" add constraint lead_deal_fk foreign key (workspace_id, "deal_id") references "deal" (workspace_id, id);

create index campaign_title_index on "campaign" (workspace_id, title collate "und-x-icu", id) where deleted_at is null;

create index campaign_created_index on "campaign" (workspace_id, created_at, id) where deleted_at is null;

create index campaign_updated_index on "campaign" (workspace_id, updated_at, id) where deleted_at is null;

create index campaign_deleted_index on "campaign" (workspace_id, deleted_at, id) where deleted_at is not null;

create index campaign_search_index on "campaign" using gin (search);

create index campaign_starts_on_index on "campaign" (workspace_id, "starts_on", id) where deleted_at is null;

create index campaign_owner_index on "campaign" (workspace_id, "owner_id", id) where deleted_at is null;

create index campaign_next_activity_index on "campaign" (workspace_id, next_activity_at, id) where deleted_at is null;

create index campaign_kept_index on "campaign" (workspace_id, created_by, id) where deleted_at is null and access in ('restricted', 'personal');

create index campaign_named_index on "campaign" using gin (access_list) where deleted_at is null and access in ('restricted', 'personal');

create index campaign_board_index on "campaign" (workspace_id, "status") include ("budget_amount", "budget_currency", "budget_base") where deleted_at is null;

create index lead_status_title_index on "lead_status" (workspace_id, title collate "und-x-icu", id) where deleted_at is null;

create index lead_status_created_index on "lead_status" (workspace_id, created_at, id) where deleted_at is null;

create index lead_status_updated_index on "lead_status" (workspace_id, updated_at, id) where deleted_at is null;

create index lead_status_deleted_index on "lead_status" (workspace_id, deleted_at, id) where deleted_at is not null;

create index lead_status_search_index on "lead_status" using gin (search);

create unique index lead_status_name_unique on "lead_status" (workspace_id, lower("name")) where deleted_at is null;

create index lead_status_position_index on "lead_status" (workspace_id, "position", id) where deleted_at is null;

create index disqualification_reason_title_index on "disqualification_reason" (workspace_id, title collate "und-x-icu", id) where deleted_at is null;

create index disqualification_reason_created_index on "disqualification_reason" (workspace_id, created_at, id) where deleted_at is null;

create index disqualification_reason_updated_index on "disqualification_reason" (workspace_id, updated_at, id) where deleted_at is null;

create index disqualification_reason_deleted_index on "disqualification_reason" (workspace_id, deleted_at, id) where deleted_at is not null;

create index disqualification_reason_search_index on "disqualification_reason" using gin (search);

create unique index disqualification_reason_name_unique on "disqualification_reason" (workspace_id, lower("name")) where deleted_at is null;

create index disqualification_reason_position_index on "disqualification_reason" (workspace_id, "position", id) where deleted_at is null;

insert into "lead_status" (workspace_id, id, title, created_at, updated_at, name, means, on_touch, colour, position, search)
select w.id, (lpad(to_hex((extract(epoch from now()) * 1000)::bigint), 12, '0') || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid,
  s.name, now(), now(), s.name, s.means, s.means = 'working', s.colour, s.position, ''
from workspace w join (values
  ('en', 0, 'New', 'new', 'blue'),
  ('en', 1, 'In progress', 'working', 'yellow'),
  ('en', 2, 'Qualified', 'qualified', 'green'),
  ('en', 3, 'Disqualified: no interest', 'disqualified', 'gray'),
  ('en', 4, 'Disqualified: bad data', 'disqualified', 'gray'),
  ('en', 5, 'Disqualified: duplicate', 'disqualified', 'gray'),
  ('pt-BR', 0, 'Novo', 'new', 'blue'),
  ('pt-BR', 1, 'Em andamento', 'working', 'yellow'),
  ('pt-BR', 2, 'Qualificado', 'qualified', 'green'),
  ('pt-BR', 3, 'Desqualificado: sem interesse', 'disqualified', 'gray'),
  ('pt-BR', 4, 'Desqualificado: dados incorretos', 'disqualified', 'gray'),
  ('pt-BR', 5, 'Desqualificado: duplicado', 'disqualified', 'gray'),
  ('it', 0, 'Nuovo', 'new', 'blue'),
  ('it', 1, 'In lavorazione', 'working', 'yellow'),
  ('it', 2, 'Qualificato', 'qualified', 'green'),
  ('it', 3, 'Squalificato: non interessato', 'disqualified', 'gray'),
  ('it', 4, 'Squalificato: dati errati', 'disqualified', 'gray'),
  ('it', 5, 'Squalificato: doppione', 'disqualified', 'gray'),
  ('pl', 0, 'Nowy', 'new', 'blue'),
  ('pl', 1, 'W toku', 'working', 'yellow'),
  ('pl', 2, 'Zakwalifikowany', 'qualified', 'green'),
  ('pl', 3, 'Zdyskwalifikowany: brak zainteresowania', 'disqualified', 'gray'),
  ('pl', 4, 'Zdyskwalifikowany: błędne dane', 'disqualified', 'gray'),
  ('pl', 5, 'Zdyskwalifikowany: duplikat', 'disqualified', 'gray')
) as s (language, position, name, means, colour) on s.language = case when w.settings ->> 'language' in ('pt-BR', 'it', 'pl') then w.settings ->> 'language' else 'en' end;

insert into "disqualification_reason" (workspace_id, id, title, created_at, updated_at, name, position, search)
select w.id, (lpad(to_hex((extract(epoch from now()) * 1000)::bigint), 12, '0') || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid,
  s.name, now(), now(), s.name, s.position, ''
from workspace w join (values
  ('en', 0, 'No need'),
  ('en', 1, 'No budget'),
  ('en', 2, 'Cannot be reached'),
  ('en', 3, 'Spam'),
  ('en', 4, 'Not our market'),
  ('en', 5, 'Other'),
  ('pt-BR', 0, 'Não precisa'),
  ('pt-BR', 1, 'Sem orçamento'),
  ('pt-BR', 2, 'Não foi possível contatar'),
  ('pt-BR', 3, 'Spam'),
  ('pt-BR', 4, 'Fora do nosso mercado'),
  ('pt-BR', 5, 'Outro'),
  ('it', 0, 'Nessuna necessità'),
  ('it', 1, 'Nessun budget'),
  ('it', 2, 'Irraggiungibile'),
  ('it', 3, 'Spam'),
  ('it', 4, 'Fuori dal nostro mercato'),
  ('it', 5, 'Altro'),
  ('pl', 0, 'Brak potrzeby'),
  ('pl', 1, 'Brak budżetu'),
  ('pl', 2, 'Brak kontaktu'),
  ('pl', 3, 'Spam'),
  ('pl', 4, 'Spoza naszego rynku'),
  ('pl', 5, 'Inny')
) as s (language, position, name) on s.language = case when w.settings ->> 'language' in ('pt-BR', 'it', 'pl') then w.settings ->> 'language' else 'en' end;

-- The inbox of leads for which nothing is planned; where something is, its time leads.
create index lead_inbox_index on "lead" (workspace_id, (array_position('{low,normal,high,urgent}'::text[], "priority")) desc, (array_position('{new,working,qualified,disqualified}'::text[], "state")), created_at desc, id desc) where deleted_at is null and next_activity_at is null;
