import { type CatalogObject, type ContactPoint, objectOf } from '@relata/model';
import type { Work } from '#engine/work.ts';
import { settingsOf } from './settings.ts';

export type Values = Record<string, unknown>;

/** What a lead says of the company, person and deal that it becomes; null: it knows of none. */
export interface StartingValues {
  company: Values | null;
  person: Values | null;
  deal: Values;
}

/** Links lead to records, so the person and the deal are joined to the company only once that is known. */
export async function startingValues(work: Work, record: Values): Promise<StartingValues> {
  const lead = seenOf(work, record);
  const { firstName, lastName, companyName, jobTitle, emails, phones, urls, addresses } = lead;
  const { source, temperature, topic, title } = lead;
  const owner = lead['owner'] ?? work.actor.user;
  const isNamed = Boolean(firstName || lastName || filled(emails) || filled(phones));
  const isFirm = Boolean(companyName);
  const domain = hostOf(urls);
  const { employeeKind, consultantKind } = await settingsOf(work);
  const isConsultant = !isFirm && !lead['company'] && lead['partner'] !== null;
  const every = { source, temperature, owner };
  return {
    company: isFirm
      ? carried(work, 'company', lead, { ...every, name: companyName, urls, addresses, domain })
      : null,
    person: isNamed
      ? carried(work, 'person', lead, {
          ...every,
          ...{ firstName, lastName, jobTitle, emails, phones },
          addresses: isFirm ? null : addresses,
          urls: isFirm ? null : urls,
          kind: isConsultant ? consultantKind : isFirm || lead['company'] ? employeeKind : null,
          company: isConsultant ? lead['partner'] : null,
        })
      : null,
    deal: carried(work, 'deal', lead, {
      ...every,
      name: topic ?? companyName ?? title,
      value: lead['value'],
      sourceDetails: lead['sourceDetails'],
      rating: lead['rating'],
      description: lead['description'],
      tags: lead['tags'],
    }),
  };
}

/** What is hidden from whoever qualifies it does not come to light elsewhere. */
const seenOf = (work: Work, record: Values): Values => {
  const { fields } = objectOf(work.seen, 'lead');
  return Object.fromEntries(Object.keys(fields).map((name) => [name, record[name] ?? null]));
};

/** What is filled and theirs to write; fields of the workspace's own go to those of the same name and kind. */
function carried(work: Work, name: string, lead: Values, values: Values): Values {
  const target = objectOf(work.seen, name);
  const own = Object.fromEntries(customIn(objectOf(work.seen, 'lead'), target, lead));
  return Object.fromEntries(
    Object.entries({ ...own, ...values }).filter(([field, value]) => {
      const known = target.fields[field];
      return known && !known.writtenBy && value !== null && value !== undefined && filled(value);
    }),
  );
}

const customIn = (lead: CatalogObject, target: CatalogObject, values: Values) =>
  Object.entries(target.fields).flatMap(([name, field]) =>
    field.custom &&
    !field.formula &&
    lead.fields[name]?.custom &&
    lead.fields[name].kind === field.kind
      ? [[name, values[name]] as const]
      : [],
  );

const filled = (value: unknown): boolean => !Array.isArray(value) || value.length > 0;

/** `https://www.acme.example/shop` → `acme.example` */
function hostOf(urls: unknown): string | null {
  const [first] = (urls ?? []) as ContactPoint[];
  if (!first) return null;
  const address = /^https?:/i.test(first.value) ? first.value : `https://${first.value}`;
  return URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : null;
}
