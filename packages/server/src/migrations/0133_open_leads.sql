-- Open leads are counted without reading them: by owner, and those that nobody has touched.
create index lead_open_index on "lead" (workspace_id, "state", archived_at, owner_id, first_touched_at) where deleted_at is null;
