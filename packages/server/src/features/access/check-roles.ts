import {
  type CatalogObject,
  invalid,
  mustBeSeen,
  problemsOfFields,
  problemsOfLimits,
  problemsOfRole,
  Refusal,
  whySeen,
} from '@relata/model';
import type { RecordChange } from '#engine/history/change.ts';
import { changing, type Draft, willBe } from '#engine/records/draft.ts';
import type { Work } from '#engine/work.ts';
import { checkPlaces } from './check-places.ts';

/** A role names rights that exist. One that administers may do everything, as the shipped administrator. */
export async function checkRoles(work: Work, drafts: Draft[]): Promise<void> {
  for (const draft of drafts) {
    if (changing(draft, 'fields')) demandFields(work, draft);
    if (changing(draft, 'limits')) await demandLimits(work, draft);
    if (!changing(draft, 'objects')) continue;
    const [wrong] = problemsOfRole(willBe(draft, 'objects'), {
      ...work.catalog.objects,
      ...goneSince(draft),
    });
    if (wrong)
      throw invalid('objects', 'unknown_right', `there is no such right: ${wrong}`, {
        value: wrong,
      });
  }
}

/** What a role says of an object that is gone stays: the object may come back. */
const goneSince = ({ before, object }: Draft): Record<string, CatalogObject> =>
  Object.fromEntries(Object.keys(before?.['objects'] ?? {}).map((name) => [name, object]));

function demandFields(work: Work, draft: Draft): void {
  const [wrong] = problemsOfFields(willBe(draft, 'fields'), work.catalog.objects, mustBeSeen);
  if (!wrong) return;
  const [object = '', name = ''] = wrong.split('.');
  const known = Object.hasOwn(work.catalog.objects, object) && work.catalog.objects[object];
  const why = known && Object.hasOwn(known.fields, name) && whySeen(known, name);
  const said = `this field cannot be kept from anybody: ${wrong}`;
  throw invalid('fields', why || 'unknown_right', said, { value: wrong });
}

async function demandLimits(work: Work, draft: Draft): Promise<void> {
  const [wrong] = problemsOfLimits(willBe(draft, 'limits'), work.catalog.objects);
  if (wrong)
    throw invalid('limits', 'unknown_right', `there is no such limit: ${wrong}`, { value: wrong });
  await checkPlaces(work, draft);
}

/** A role that somebody has stays: they would be left without rights, and nobody would know why. */
export async function keepUsedRoles(work: Work, changes: RecordChange[]): Promise<void> {
  const gone = changes.filter((change) => change.action === 'delete').map((change) => change.id);
  if (!gone.length) return;
  const { rows } = await work.connection.query<{ n: string }>(
    `select count(*) as n from "user" where workspace_id = $1 and deleted_at is null and (role = any($2) or other_roles && $2)`,
    [work.workspace.id, gone],
  );
  const count = Number(rows[0]?.n ?? 0);
  if (count)
    throw new Refusal('conflict', `${count} users still have this role`, {
      reason: 'in_use',
      details: { object: 'user', field: 'role', count },
    });
}
