-- Of records that are kept from others, who made them and who is named on them. An index of both together would be
-- walked as a whole for everybody.

create index deal_named_index on "deal" using gin (access_list) where deleted_at is null and access in ('restricted', 'personal');

drop index deal_kept_index;
create index deal_kept_index on "deal" (workspace_id, created_by, id) where deleted_at is null and access in ('restricted', 'personal');

create index person_named_index on "person" using gin (access_list) where deleted_at is null and access in ('restricted', 'personal');

drop index person_kept_index;
create index person_kept_index on "person" (workspace_id, created_by, id) where deleted_at is null and access in ('restricted', 'personal');

create index company_named_index on "company" using gin (access_list) where deleted_at is null and access in ('restricted', 'personal');

drop index company_kept_index;
create index company_kept_index on "company" (workspace_id, created_by, id) where deleted_at is null and access in ('restricted', 'personal');
