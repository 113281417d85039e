-- What points to a record is looked for when that goes for good, among deleted ones as well: an index of the live ones
-- alone is of no use for it, and each company would cost a walk through all people and deals.

drop index deal_company_index;
create index deal_company_index on "deal" (workspace_id, "company_id", id);

drop index deal_stage_index;
create index deal_stage_index on "deal" (workspace_id, "stage_id", id);

drop index person_company_index;
create index person_company_index on "person" (workspace_id, "company_id", id);

drop index company_parent_index;
create index company_parent_index on "company" (workspace_id, "parent_id", id);

drop index stage_pipeline_index;
create index stage_pipeline_index on "stage" (workspace_id, "pipeline_id", id);
