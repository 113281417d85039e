import type { CatalogObject, Field } from '@relata/model';
import { tableOf } from '../tables/table.ts';
import type { Compiling } from './to-sql.ts';

/** Lists that records choose from are no secret, nor are the people of the workspace: their ids always stand. */
export const canBeKept = (target: CatalogObject): boolean => target.place !== 'settings';

/** SQL for a reference as the asker sees it: `id`, or null where they may not see the record that it names. */
export function seenReference(field: Field, id: string, compiling: Compiling): string {
  const target = field.kind === 'link' ? compiling.catalog.objects[field.to ?? ''] : undefined;
  if (!target) return id;
  const far = compiling.parameters.alias();
  const visible = seen(target, far, compiling);
  if (visible === 'true') return id;
  return `(select ${far}.id from ${tableOf(target)} ${far} where ${far}.workspace_id = $1 and ${far}.id = ${id} and ${visible})`;
}

/** SQL for: the row `link` of the table of links leads to a record that the asker may see. */
export function seenLink(field: Field, link: string, compiling: Compiling): string {
  const targets =
    field.to === '*'
      ? Object.values(compiling.catalog.objects)
      : Object.values(compiling.catalog.objects).filter(({ name }) => name === field.to);
  const kept = targets.flatMap((target) => {
    const far = compiling.parameters.alias();
    const visible = seen(target, far, compiling);
    if (visible === 'true') return [];
    const there = `exists (select 1 from ${tableOf(target)} ${far} where ${far}.workspace_id = $1 and ${far}.id = ${link}.to_id and ${visible})`;
    return [`when '${target.name}' then ${there}`];
  });
  return kept.length ? `case ${link}.to_object ${kept.join(' ')} else true end` : 'true';
}

const seen = (target: CatalogObject, alias: string, { visible }: Compiling): string =>
  canBeKept(target) ? visible(target.name, alias) : 'true';
