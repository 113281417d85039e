-- What a stage was called when it was made, and a short name for narrow screens (plug-bitrix24-pipedrive §5.3).
alter table "stage" add column "initial_name" text;

alter table "stage" add column "nickname" text;

update "stage" set "initial_name" = "name";
