import type { Filter } from '@relata/model';
import { keepDefinition, type Stored } from '#features/custom-fields/index.ts';
import { followed, type Exchange } from '#features/views/index.ts';
import type { Work } from '#engine/work.ts';

const conditions = ['requiredWhen', 'readOnlyWhen', 'showWhen'] as const;

/** What is said of fields names the one instead of the other: rules about it, and from which stage on they hold. */
export async function followInRules(work: Work, instead: Exchange): Promise<void> {
  const { rows } = await work.connection.query<{
    object: string;
    name: string;
    definition: Stored;
  }>(
    `select object, name, definition from custom_field
     where workspace_id = $1 and deleted_at is null and position($2 in definition::text) > 0`,
    [work.workspace.id, JSON.stringify(instead.from)],
  );
  for (const { object, name, definition } of rows) {
    const after = ruled(definition, object, instead);
    if (JSON.stringify(after) !== JSON.stringify(definition))
      await keepDefinition(work, object, name, after);
  }
}

function ruled(definition: Stored, object: string, instead: Exchange): Stored {
  const after: Stored = { ...definition };
  for (const part of conditions) {
    const rule: Filter | undefined = definition[part];
    if (!rule || !Object.keys(rule).length) continue;
    const rest = followed(rule, object, instead);
    // Without its last condition a rule would hold always.
    if (Object.keys(rest).length) after[part] = rest;
    else delete after[part];
  }
  const { requiredFrom } = definition;
  if (requiredFrom?.stage.includes(instead.from) && instead.to !== null) {
    const { from, to } = instead;
    const stage = [...new Set(requiredFrom.stage.map((id) => (id === from ? to : id)))];
    after.requiredFrom = { stage };
  }
  return after;
}
