/**
 * SQL, of a change `c` in the workspace `$1`: did it come from an imported file? Who ran the import is its doer; that it was
 * one is what tells it from a record made by hand.
 */
export const byImport = `c.batch::text in (select i.batch from "import" i where i.workspace_id = $1 and i.batch is not null)`;
