import type { Reaction } from '#engine/events/react.ts';
import { processLeads } from './process-leads.ts';

/** Leads that came in from outside go through the rules, once. Those that somebody made by hand have their owner. */
export const processNew: Reaction = {
  name: 'leads.rules',
  types: ['lead.create'],
  async react(work, { recordIds }) {
    const { rows } = await work.connection.query<{ id: string }>(
      `select id from lead where workspace_id = $1 and id = any($2) and processing = 'waiting' and deleted_at is null`,
      [work.workspace.id, recordIds],
    );
    if (rows.length)
      await processLeads(
        work,
        rows.map((row) => row.id),
      );
  },
};
