-- What waits for a date is found without going through all that was ever planned about the record that has it.
create index activity_date_field_index on "activity" (workspace_id, date_field) where date_field is not null;
