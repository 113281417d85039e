-- Whatever was noted, done or filed may stand on top of a timeline, and files say what they are (plug-bitrix24-pipedrive §4.3).
alter table "activity" add column "pinned" boolean;

alter table "file" add column "description" text;

alter table "file" add column "pinned" boolean;
