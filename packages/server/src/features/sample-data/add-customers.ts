import { roundMoney } from '@relata/model';
import { createMany } from '#engine/records/create.ts';
import type { City } from './cultures/culture.ts';
import type { Firm, MadeCompany, MadePerson, Step } from './firm.ts';
import { inCurrency } from './money.ts';
import type { PlannedCompany, PlannedPerson } from './plan-firm.ts';
import type { Random } from './random.ts';

const sources = [
  ['existingClient', 3],
  ['recommendation', 4],
  ['website', 4],
  ['show', 3],
  ['call', 2],
  ['campaign', 1],
] as const;

const temperatures = [
  ['cold', 5],
  ['warm', 4],
  ['hot', 1],
  [null, 6],
] as const;

export async function addCompanies(
  { work }: Step,
  firm: Firm,
  planned: PlannedCompany[],
): Promise<void> {
  const { random } = firm;
  const inputs = planned.map((one) => {
    const parent = random.percent(4) ? random.pick([null, ...firm.companies]) : null;
    return {
      name: one.name,
      domain: one.domain,
      industry: one.industry,
      relationship: random.weighted([
        ['client', 6],
        [null, 3],
        ['partner', 1],
        ['supplier', 1],
      ]),
      temperature: random.weighted(temperatures),
      source: random.weighted(sources),
      emails: [{ value: `info@${one.domain}`, label: 'work' }],
      phones: [{ value: random.fill(one.city.phone), label: 'work' }],
      urls: [`https://www.${one.domain}`],
      addresses: [addressIn(random, one, one.city)],
      employees: one.size,
      annualRevenue: random.percent(40)
        ? {
            amount: roundMoney(
              String(inCurrency(one.size * 140_000, work.workspace.currency)),
              work.workspace.currency,
            ),
            currency: work.workspace.currency,
          }
        : null,
      parent: parent?.id ?? null,
      tags: tagsFor(firm, 25),
    };
  });
  const ids = await createMany(work, 'company', inputs);
  for (const [i, one] of planned.entries())
    firm.companies.push({
      id: ids[i] ?? '',
      name: one.name,
      country: one.city.country,
      people: [],
    });
}

export async function addPeople(
  { work }: Step,
  firm: Firm,
  planned: { person: PlannedPerson; company: MadeCompany | null }[],
): Promise<void> {
  const { random } = firm;
  const inputs = planned.map(({ person, company }) => {
    const mobile = { value: random.fill(person.city.mobile), label: 'mobile' };
    const direct = { value: random.fill(person.city.phone), label: 'work' };
    return {
      firstName: person.firstName,
      lastName: person.lastName,
      company: company?.id ?? null,
      jobTitle: company ? person.jobTitle : null,
      department: company && random.percent(50) ? random.pick(person.culture.departments) : null,
      kind: company ? 'employee' : random.pick(['consultant', 'private']),
      temperature: random.weighted(temperatures),
      source: random.weighted(sources),
      emails: [{ value: person.email, label: company ? 'work' : 'home' }],
      phones: random.weighted([
        [[mobile], 4],
        [[mobile, direct], 3],
        [[direct], 2],
        [[], 1],
      ]),
      addresses: random.percent(company ? 30 : 80)
        ? [addressIn(random, person, person.city)]
        : null,
      birthday: random.percent(25) ? birthday(random) : null,
      language: person.culture.language,
      timeZone: person.city.timeZone,
      tags: tagsFor(firm, 20),
    };
  });
  const ids = await createMany(work, 'person', inputs);
  for (const [i, { person, company }] of planned.entries()) {
    const made: MadePerson = { id: ids[i] ?? '', planned: person, company };
    firm.people.push(made);
    company?.people.push(made);
  }
}

/** Somewhere in a city, as it is written there. */
export const addressIn = (
  random: Random,
  { culture }: Pick<PlannedPerson, 'culture'>,
  city: City,
) => ({
  street: culture.street(random),
  city: city.city,
  region: city.region,
  postalCode: random.fill(city.postalCode),
  country: city.country,
  label: 'work',
});

/** Of some the year is not known. */
function birthday(random: Random): string {
  const day = `${String(random.between(1, 12)).padStart(2, '0')}-${String(random.between(1, 28)).padStart(2, '0')}`;
  return random.percent(40) ? `--${day}` : `${random.between(1961, 2001)}-${day}`;
}

/** So many of a hundred carry a tag, a few of them two. */
function tagsFor({ random, texts }: Firm, chance: number): string[] | null {
  if (!random.percent(chance)) return null;
  return random.shuffle(texts.tags).slice(0, random.percent(20) ? 2 : 1);
}
