-- The inbox of leads for which something is planned: those of a view are told apart within the index, in the order in
-- which they are shown. Conditions that go together (open, nobody's, not touched) are taken for rarer than they are, and
-- all of them would be read and sorted.
create index lead_due_index on "lead" (workspace_id, next_activity_at, (array_position('{low,normal,high,urgent}'::text[], "priority")) desc, (array_position('{new,working,qualified,disqualified}'::text[], "state")), created_at desc, id desc, "state", owner_id, first_touched_at, archived_at) where deleted_at is null and next_activity_at is not null;
