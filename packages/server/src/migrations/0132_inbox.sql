-- The inbox of leads passes over those that are closed within its index, without reading them.
drop index lead_inbox_index;
create index lead_inbox_index on "lead" (workspace_id, (array_position('{low,normal,high,urgent}'::text[], "priority")) desc, (array_position('{new,working,qualified,disqualified}'::text[], "state")), created_at desc, id desc, "state", owner_id) where deleted_at is null and next_activity_at is null;
