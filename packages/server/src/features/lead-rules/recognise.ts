import { type CatalogObject, objectOf } from '@relata/model';
import { findByKeys, keysBy } from '#engine/import/duplicates.ts';
import type { Work } from '#engine/work.ts';

/** The record that was there before a lead of the same person or firm. */
export interface Original {
  object: 'lead' | 'person' | 'company';
  id: string;
  owner: string | null;
  /** In what they are alike. */
  by: 'emails' | 'phones' | 'company';
  /** It came in as well and nobody has looked at it yet. */
  waits: boolean;
}

export type Lead = Record<string, unknown> & { id: string };

const objects = ['lead', 'person', 'company'] as const;

interface Known {
  id: string;
  owner_id: string | null;
  country: string | null;
  processing: string | null;
}

/**
 * Of leads, what was there before them (EP-LPROC-06): by e-mail, then phone, then name and country of the company, each
 * first among open leads that are older, then people, then companies. By the engine's own keys, so any notation counts,
 * and blanks never do.
 */
export async function originalsOf(work: Work, leads: Lead[]): Promise<Map<string, Original>> {
  const { country } = work.workspace;
  const lead = objectOf(work.catalog, 'lead');
  const keysOf = (one: Lead, field: string) => keysBy(lead, field, one, country);
  const wanted = leads.flatMap((one) => [...keysOf(one, 'emails'), ...keysOf(one, 'phones')]);
  const company = objectOf(work.catalog, 'company');
  const nameOf = (one: Lead) => keysBy(company, 'name', { name: one['companyName'] ?? null }, null);
  const names = leads.flatMap(nameOf);
  const byKey = {
    lead: await findByKeys(work, lead, wanted),
    person: await findByKeys(work, objectOf(work.catalog, 'person'), wanted),
    company: await findByKeys(work, company, [...wanted, ...names]),
  };
  const ofFirms = await leadsOfFirms(work, leads);
  const known = {
    lead: await facts(work, lead, byKey.lead, [...ofFirms.values()].flat()),
    person: await facts(work, objectOf(work.catalog, 'person'), byKey.person),
    company: await facts(work, company, byKey.company),
  };

  const found = new Map<string, Original>();
  for (const one of leads) {
    const fits = (object: Original['object'], id: string) =>
      object !== 'lead' || (id < one.id && known.lead.has(id));
    const first = (by: Original['by'], candidates: [Original['object'], string[]][]) => {
      for (const [object, ids] of candidates)
        for (const id of ids) {
          const its = known[object].get(id);
          if (!its || !fits(object, id)) continue;
          if (by === 'company' && !sameCountry(work, one, its)) continue;
          return { object, id, owner: its.owner_id, by, waits: its.processing === 'waiting' };
        }
      return undefined;
    };
    const bySign = (by: 'emails' | 'phones') =>
      first(
        by,
        objects.map((object) => [
          object,
          keysOf(one, by).flatMap((key) => byKey[object].get(key)?.map(({ id }) => id) ?? []),
        ]),
      );
    const firm = String(one['companyName'] ?? '').toLowerCase();
    const original =
      bySign('emails') ??
      bySign('phones') ??
      first('company', [
        ['lead', firm ? (ofFirms.get(firm) ?? []) : []],
        [
          'company',
          nameOf(one).flatMap((key) => byKey.company.get(key)?.map(({ id }) => id) ?? []),
        ],
      ]);
    if (original) found.set(one.id, original);
  }
  return found;
}

/** The workspace's own country, where one of them names none. */
function sameCountry({ workspace }: Work, lead: Lead, { country }: Known): boolean {
  const own = workspace.country ?? '';
  return (String(lead['country'] ?? '') || own) === (country || own);
}

/** Open leads of the same firms, by its name in lower case. */
async function leadsOfFirms(work: Work, leads: Lead[]): Promise<Map<string, string[]>> {
  const names = leads.map((one) => String(one['companyName'] ?? '').toLowerCase()).filter(Boolean);
  if (!names.length) return new Map();
  const { rows } = await work.connection.query<{ id: string; firm: string }>(
    `select id, lower(company_name) as firm from lead
     where workspace_id = $1 and lower(company_name) = any($2) and deleted_at is null order by id`,
    [work.workspace.id, names],
  );
  const found = new Map<string, string[]>();
  for (const { id, firm } of rows) found.set(firm, [...(found.get(firm) ?? []), id]);
  return found;
}

/** Of candidates what is compared further. Of leads only those that are open and nobody's copy; what is personal is known to its owner alone. */
async function facts(
  work: Work,
  { name }: CatalogObject,
  byKey: ReadonlyMap<string, { id: string }[]>,
  more: string[] = [],
): Promise<Map<string, Known>> {
  const ids = [...new Set([...[...byKey.values()].flat().map((one) => one.id), ...more])];
  if (!ids.length) return new Map();
  const isLead = name === 'lead';
  const { rows } = await work.connection.query<Known>(
    `select id, owner_id, country, ${isLead ? 'processing' : 'null'} as processing from ${name}
     where workspace_id = $1 and id = any($2) and deleted_at is null and access is distinct from 'personal'
       ${isLead ? "and state in ('new', 'working') and processing is distinct from 'duplicate'" : ''}`,
    [work.workspace.id, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
