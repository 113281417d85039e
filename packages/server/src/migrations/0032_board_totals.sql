-- The totals of a board, and of every list of deals, are added up from this index alone.
create index deal_board_index on "deal" (workspace_id, "pipeline_id", "stage_id") include ("value_amount", "value_currency", "value_base", "probability") where deleted_at is null;
