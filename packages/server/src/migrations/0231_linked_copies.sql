-- Of which deal of another pipeline a deal is a copy (plug-bitrix24-pipedrive §5.5).
alter table "deal" add column "copy_of_id" uuid;

create index deal_copy_of_index on "deal" (workspace_id, "copy_of_id", id);

alter table "deal" add constraint deal_copy_of_fk foreign key (workspace_id, "copy_of_id") references "deal" (workspace_id, id);
