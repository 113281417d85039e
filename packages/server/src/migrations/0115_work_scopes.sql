-- What a key let whoever started long work do; null: whatever the person may.
alter table work_item add column scopes jsonb;
