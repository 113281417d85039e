import { objectOf, systemActor } from '@relata/model';
import type { ActionHandler } from '#engine/actions.ts';
import { emit } from '#engine/events/emit.ts';
import { create } from '#engine/records/create.ts';
import type { Draft } from '#engine/records/draft.ts';
import { lockRecords, ownFields, read } from '#engine/records/read.ts';
import { remove } from '#engine/records/remove.ts';
import { saveDrafts } from '#engine/records/update.ts';
import type { Work } from '#engine/work.ts';
import { carried, readIfSeen, type Values } from './carried.ts';
import { comeAlong } from './come-along.ts';
import { statusThatMeans } from './statuses.ts';

/**
 * Makes a lead again of a deal that turned out not to be one (plug-bitrix24-pipedrive.md §17.1). The leads of which it
 * was made are open again; where there was none, one is made of what the deal says. Notes, activities and files come
 * along, and the deal goes to the recycle bin: it was neither won nor lost, so no figure counts it. One undo takes all
 * of it back.
 */
export const toLead: ActionHandler = async ({ work, record: deal }) => {
  const before = await openAgain(work, deal.id);
  const leads = before.length
    ? before
    : [await create(work, 'lead', await valuesOf(work, deal.id))];
  for (const id of leads)
    await comeAlong(work, { object: 'deal', id: deal.id }, { object: 'lead', id });
  await remove(work, 'deal', [deal.id]);
  await emit(work, 'deal.toLead', 'deal', [deal.id], { leads });
  const [id] = leads;
  return id === undefined ? undefined : { object: 'lead', id };
};

/** The leads that became the deal, whoever has them by now. */
async function openAgain(work: Work, deal: string): Promise<string[]> {
  const { rows } = await work.connection.query<{ id: string }>(
    `select id from lead where workspace_id = $1 and deal_id = $2 and state = 'qualified' and deleted_at is null order by id`,
    [work.workspace.id, deal],
  );
  if (!rows.length) return [];
  const object = objectOf(work.catalog, 'lead');
  const everywhere: Work = { ...work, actor: systemActor(work.workspace.id, 'leads') };
  const loaded = await lockRecords(everywhere, object, {
    ids: rows.map((row) => row.id),
    verb: 'update',
    fields: ownFields(object),
  });
  const status = await statusThatMeans(work, 'working');
  const drafts = [...loaded].map(([id, before]): Draft => {
    const changes = { status, deal: null };
    return { object, id, before, changes, given: new Set(Object.keys(changes)) };
  });
  await saveDrafts(work, object, drafts);
  return [...loaded.keys()];
}

/** What the deal says of a lead, with whoever may see it; its company and first person are kept. */
async function valuesOf(work: Work, id: string): Promise<Values> {
  const deal = await read(work, 'deal', id);
  const [first = null] = Array.isArray(deal['people']) ? deal['people'] : [];
  const [company, person] = [
    await readIfSeen(work, 'company', deal['company']),
    await readIfSeen(work, 'person', first),
  ];
  const { firstName, lastName, jobTitle, emails, phones } = person ?? {};
  const { value, source, sourceDetails, rating, description, tags, owner, partner } = deal;
  const { access, accessList } = deal;
  return carried(work, { object: 'deal', values: deal }, 'lead', {
    ...{ value, source, sourceDetails, rating, description, tags, owner, partner },
    ...{ firstName, lastName, jobTitle, emails, phones },
    topic: deal['name'],
    company: company?.['id'],
    companyName: company?.['name'],
    person: person?.['id'],
    ...{ access, accessList },
  });
}
