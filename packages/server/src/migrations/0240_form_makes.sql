-- Forms that make deals, and whose consent is confirmed by mail.
alter table "form" add column "makes" text;

update form set makes = 'lead';

alter table "form" add column "pipeline_id" uuid;

alter table "form" add column "stage_id" uuid;

alter table "form" add column "double_opt_in" boolean;

alter table "form" add constraint form_pipeline_fk foreign key (workspace_id, "pipeline_id") references "pipeline" (workspace_id, id);

alter table "form" add constraint form_stage_fk foreign key (workspace_id, "stage_id") references "stage" (workspace_id, id);

-- Letters by which visitors confirm their consent, for as long as their links are good.
create table form_confirmation (
  workspace_id uuid not null,
  -- SHA-256 of the key in the link, of the address and of the visitor's network, in hex.
  hash text not null,
  form_id uuid not null,
  lead_id uuid not null,
  address text not null,
  network text not null,
  asked_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  confirmed_at timestamptz(3),
  constraint form_confirmation_pk primary key (workspace_id, hash),
  constraint form_confirmation_form_fk foreign key (workspace_id, form_id) references form (workspace_id, id) on delete cascade,
  constraint form_confirmation_lead_fk foreign key (workspace_id, lead_id) references lead (workspace_id, id) on delete cascade
);
create index form_confirmation_form_index on form_confirmation (workspace_id, form_id);
create index form_confirmation_lead_index on form_confirmation (workspace_id, lead_id);
create index form_confirmation_asked_index on form_confirmation (workspace_id, asked_at);
