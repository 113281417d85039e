-- What is to be done so many days before a date of what it is about (plug-bitrix24-pipedrive §4.3).
alter table "activity" add column "days_before" bigint;

alter table "activity" add column "date_field" text;
