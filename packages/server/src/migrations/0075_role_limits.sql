-- What a role may do otherwise in single pipelines and stages.
alter table "role" add column "limits" jsonb;
