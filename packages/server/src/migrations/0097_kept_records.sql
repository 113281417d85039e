-- Which records are kept from others, and whose they are.

create index deal_kept_index on "deal" (workspace_id, access, id) include (owner_id, created_by, access_list) where deleted_at is null and access in ('restricted', 'personal');

create index person_kept_index on "person" (workspace_id, access, id) include (owner_id, created_by, access_list) where deleted_at is null and access in ('restricted', 'personal');

create index company_kept_index on "company" (workspace_id, access, id) include (owner_id, created_by, access_list) where deleted_at is null and access in ('restricted', 'personal');
