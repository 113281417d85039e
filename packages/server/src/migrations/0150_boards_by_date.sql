-- Boards by when something is due and by foreseen dates add up from the second index alone; the first lists what was closed in a period.
create index deal_closed_on_index on "deal" (workspace_id, "closed_on", id) where deleted_at is null;

create index deal_dates_index on "deal" (workspace_id, "status", "closed_on") include ("expected_close", next_activity_at, "value_amount", "value_currency", "value_base", "probability") where deleted_at is null;
