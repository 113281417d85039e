-- The totals of boards are added up along an index that is in the order of their groups: rows are compared with the one
-- before instead of being looked up in a table of groups (decision 37). The same columns as before, in another order.
drop index deal_board_index;
create index deal_board_index on "deal" (workspace_id, "pipeline_id", "stage_id", "value_currency", "probability") include ("value_amount", "value_base") where deleted_at is null;

drop index deal_dates_index;
create index deal_dates_index on "deal" (workspace_id, "status", "expected_close", "value_currency", "probability") include (next_activity_at, "closed_on", "value_amount", "value_base") where deleted_at is null;
