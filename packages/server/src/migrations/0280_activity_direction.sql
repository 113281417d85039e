-- Who began a call or a mail: what came in waits for an answer (plug-bitrix24-pipedrive §3.1).
alter table "activity" add column "direction" text;
