import { activity, type ChangesOf, company, deal, person } from '@relata/model';
import type { Firm } from './server.ts';

const first = [
  'Ana',
  'Bruno',
  'Chiara',
  'Dawid',
  'Elena',
  'Filip',
  'Giulia',
  'Hugo',
  'Inês',
  'Jakub',
];
const jobs = ['Buyer', 'Head of purchasing', 'Engineer', 'Managing director'];
const cities = ['Lisbon', 'Turin', 'Gdańsk', 'São Paulo', 'Porto'];
const countries = ['PT', 'IT', 'PL', 'BR', 'PT'];

/** The n-th of the made people, from 0: what it is known by, and what follows from its number. */
export const personNumber = (n: number) => ({
  firstName: first[n % first.length] ?? '',
  lastName: `N${String(n + 1).padStart(5, '0')}`,
  jobTitle: jobs[n % jobs.length] ?? '',
  city: cities[(n % 50) % cities.length] ?? '',
});

/** Fifty companies; the n-th is in the n-th of five cities. */
export async function makeCompanies({ client }: Firm): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < 50; n++) {
    const { data } = await client.create(company, {
      name: `Company ${String(n + 1).padStart(2, '0')}`,
      addresses: [{ city: cities[n % cities.length], country: countries[n % countries.length] }],
      employees: (n + 1) * 10,
      annualRevenue: { amount: `${(n + 1) * 1000}.50`, currency: 'EUR' },
    });
    ids.push(data.id);
  }
  return ids;
}

/** People 0 … count-1; the n-th works for the (n modulo 50)-th company. */
export async function makePeople(
  { client }: Firm,
  count: number,
  companies: readonly string[],
): Promise<void> {
  for (let from = 0; from < count; from += 5000) {
    const create = Array.from({ length: Math.min(5000, count - from) }, (_, i) => {
      const { city: _city, ...known } = personNumber(from + i);
      const email = `${known.firstName}.${known.lastName}@firm.example`.toLowerCase();
      return {
        ...known,
        company: companies[(from + i) % 50],
        emails: [{ value: email.normalize('NFD').replaceAll(/[^\w.@]/g, ''), label: 'work' }],
      };
    });
    await client.batch(person, { create });
  }
}

/** Stages of the first pipeline by their names. */
export async function stagesOf({ client }: Firm): Promise<Map<string, string>> {
  const { data } = await client.list({ plural: 'stages' }, { limit: 50 });
  return new Map(data.map((stage) => [stage.title, stage.id]));
}

export async function makeDeal(
  { client }: Firm,
  values: ChangesOf<typeof deal>,
): Promise<{ id: string; version: number }> {
  const { data } = await client.create(deal, values);
  return { id: data.id, version: data.version };
}

export async function planActivity(
  { client }: Firm,
  object: string,
  id: string,
  values: ChangesOf<typeof activity>,
): Promise<void> {
  await client.create(activity, { ...values, about: [{ object, id }] });
}
