import { objectOf } from '@relata/model';
import { type InBin, putBackInBin } from '../records/references.ts';
import type { Work } from '../work.ts';

interface Row {
  object: string;
  record_id: string;
  into_id: string;
  beside: { inBin: InBin[]; features: Record<string, unknown> };
}

/** After a merge has been undone: what moved beside the history goes back to those of the records that are here again. */
export async function takeApart(
  work: Work,
  batch: string,
  returned: ReadonlySet<string>,
): Promise<void> {
  if (!returned.size) return;
  const { rows } = await work.connection.query<Row>(
    'delete from merged where workspace_id = $1 and batch = $2 and record_id = any($3) returning object, record_id, into_id, beside',
    [work.workspace.id, batch, [...returned]],
  );
  for (const { object: name, record_id: from, into_id: to, beside } of rows.toReversed()) {
    const object = objectOf(work.catalog, name);
    await putBackInBin(work, name, { from, to }, beside.inBin);
    for (const feature of work.engine.features)
      if (feature.name in beside.features)
        await feature.merging?.movesBack?.(
          work,
          { object, from, to },
          beside.features[feature.name],
        );
  }
}
