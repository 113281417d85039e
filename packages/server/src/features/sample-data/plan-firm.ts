import { fold } from '@relata/model';
import { brazil } from './cultures/brazil.ts';
import type { City, Culture } from './cultures/culture.ts';
import { english } from './cultures/english.ts';
import { italy } from './cultures/italy.ts';
import { poland } from './cultures/poland.ts';
import type { Random } from './random.ts';

/** The customers of the sample firm, before they are records. */
export interface Plan {
  companies: PlannedCompany[];
  people: PlannedPerson[];
}

export interface PlannedCompany {
  culture: Culture;
  city: City;
  name: string;
  domain: string;
  industry: string;
  size: number;
}

export interface PlannedPerson {
  culture: Culture;
  city: City;
  firstName: string;
  lastName: string;
  jobTitle: string;
  email: string;
  company: PlannedCompany | null;
}

const cultures = [brazil, italy, poland, english] as const;

export function planFirm(random: Random, wanted: { companies: number; people: number }): Plan {
  const taken = new Set<string>();
  const companies = Array.from({ length: wanted.companies }, () => planCompany(random, taken));
  const people = Array.from({ length: wanted.people }, (_, i) => {
    // Everybody has somebody whom one can call; the larger ones have more, and some people are on their own.
    const first = i < companies.length ? companies[i] : undefined;
    const company = first ?? (random.percent(82) ? larger(random, companies) : null);
    return planPerson(random, taken, company);
  });
  return { companies, people };
}

const larger = (random: Random, companies: PlannedCompany[]): PlannedCompany =>
  [random.pick(companies), random.pick(companies)].toSorted((a, b) => b.size - a.size)[0] ??
  random.pick(companies);

function planCompany(random: Random, taken: Set<string>): PlannedCompany {
  for (;;) {
    const culture = random.pick(cultures);
    const city = random.pick(culture.cities);
    const { name, industry } = culture.company(random, random.pick(culture.lastNames.male), city);
    if (taken.has(name)) continue;
    taken.add(name);
    return {
      culture,
      city,
      name,
      industry,
      domain: domainFor(name, taken),
      size: Math.round(5 * Math.exp(random.next() * 5.5)),
    };
  }
}

/** Legal forms and little words that no firm has in its address. */
const left = new Set(
  'ltda me srl snc spa soc agr spolka sp z o oo sa j inc ltd llp s r l p a n c e i the and de do da di filhos sons associados associati partners'.split(
    ' ',
  ),
);

function domainFor(name: string, taken: Set<string>): string {
  const stem =
    fold(name)
      .split(/[^a-z0-9]+/)
      .filter((word) => word && !left.has(word))
      .slice(0, 3)
      .join('-') || 'firma';
  for (let n = 1; ; n++) {
    const domain = `${stem}${n > 1 ? `-${n}` : ''}.example`;
    if (taken.has(domain)) continue;
    taken.add(domain);
    return domain;
  }
}

function planPerson(
  random: Random,
  taken: Set<string>,
  company: PlannedCompany | null,
): PlannedPerson {
  const culture = company?.culture ?? random.pick(cultures);
  const form = random.percent(50) ? 'female' : 'male';
  const firstName = random.pick(culture.firstNames[form]);
  const lastName = random.pick(culture.lastNames[form]);
  const address = [firstName, lastName]
    .map((name) => fold(name).replaceAll(/[^a-z]/g, ''))
    .join('.');
  return {
    culture,
    city: company && random.percent(90) ? company.city : random.pick(culture.cities),
    firstName,
    lastName,
    jobTitle: random.pick(culture.jobTitles[form]),
    email: freeAddress(address, company?.domain ?? 'mail.example', taken),
    company,
  };
}

function freeAddress(name: string, domain: string, taken: Set<string>): string {
  for (let n = 1; ; n++) {
    const address = `${name}${n > 1 ? n : ''}@${domain}`;
    if (taken.has(address)) continue;
    taken.add(address);
    return address;
  }
}
