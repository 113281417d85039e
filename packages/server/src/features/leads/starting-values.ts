import type { ContactPoint } from '@relata/model';
import type { Work } from '#engine/work.ts';
import { carried, filled, seenOf, type Values } from './carried.ts';
import { settingsOf } from './settings.ts';

/** What a lead says of the company, person and deal that it becomes; null: it knows of none. */
export interface StartingValues {
  company: Values | null;
  person: Values | null;
  deal: Values;
}

/** Links lead to records, so the person and the deal are joined to the company only once that is known. */
export async function startingValues(work: Work, record: Values): Promise<StartingValues> {
  const lead = seenOf(work, 'lead', record);
  const { firstName, lastName, companyName, jobTitle, emails, phones, urls, addresses } = lead;
  const { source, temperature, topic, title } = lead;
  const owner = lead['owner'] ?? work.actor.user;
  const isNamed = Boolean(firstName || lastName || filled(emails) || filled(phones));
  const isFirm = Boolean(companyName);
  const domain = hostOf(urls);
  const { employeeKind, consultantKind } = await settingsOf(work);
  const isConsultant = !isFirm && !lead['company'] && lead['partner'] !== null;
  const from = { object: 'lead', values: lead };
  const every = { source, temperature, owner };
  return {
    company: isFirm
      ? carried(work, from, 'company', { ...every, name: companyName, urls, addresses, domain })
      : null,
    person: isNamed
      ? carried(work, from, 'person', {
          ...every,
          ...{ firstName, lastName, jobTitle, emails, phones },
          addresses: isFirm ? null : addresses,
          urls: isFirm ? null : urls,
          kind: isConsultant ? consultantKind : isFirm || lead['company'] ? employeeKind : null,
          company: isConsultant ? lead['partner'] : null,
        })
      : null,
    deal: carried(work, from, 'deal', {
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

/** `https://www.acme.example/shop` → `acme.example` */
function hostOf(urls: unknown): string | null {
  const [first] = (urls ?? []) as ContactPoint[];
  if (!first) return null;
  const address = /^https?:/i.test(first.value) ? first.value : `https://${first.value}`;
  return URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : null;
}
