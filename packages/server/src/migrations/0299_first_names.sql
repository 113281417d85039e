-- What pipelines and entries of lists were called when they were made, as stages know it already: whoever renames them finds back.
alter table "pipeline" add column "initial_name" text;

alter table "lost_reason" add column "initial_name" text;

alter table "lead_status" add column "initial_name" text;

alter table "disqualification_reason" add column "initial_name" text;

update "pipeline" set "initial_name" = "name";

update "lost_reason" set "initial_name" = "name";

update "lead_status" set "initial_name" = "name";

update "disqualification_reason" set "initial_name" = "name";
