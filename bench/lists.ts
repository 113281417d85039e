import type { Filter } from '@relata/model';
import { aggregate } from '../packages/server/src/engine/records/aggregate.ts';
import { list, type ListQuery } from '../packages/server/src/engine/records/list.ts';
import { searchEverything } from '../packages/server/src/engine/search/everything.ts';
import type { Work } from '../packages/server/src/engine/work.ts';
import type { World } from './world.ts';

/** One row of the results: what is asked, of whom, and how fast it must be. */
export interface Scenario {
  group: string;
  name: string;
  /** Milliseconds at the 95th of 100. */
  target: number;
  path: string;
  /** What the server does for it: for the floor. */
  run: (work: Work) => Promise<unknown>;
  /** Also measured at 16 connections, against the floor's throughput. */
  wide?: boolean;
  count?: number;
}

const columns = 'title,company,jobTitle,emails,phones,owner,nextActivityAt,tags';
const include = 'company.title,owner.title';

const listScenario = (
  group: string,
  name: string,
  target: number,
  query: ListQuery & { filter?: Filter },
  more: Partial<Scenario> = {},
  plural = 'people',
  object = 'person',
): Scenario => {
  const full: ListQuery = {
    ...(object === 'person' ? { fields: columns, include } : {}),
    limit: 50,
    total: 'none',
    ...query,
  };
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(full))
    if (value !== undefined)
      search.set(key, typeof value === 'object' ? JSON.stringify(value) : String(value));
  return {
    group,
    name,
    target,
    path: `/api/v1/${plural}?${search.toString()}`,
    run: (work) => list(work, object, full),
    ...more,
  };
};

/** Pages whose order and filter have an index from the start. */
export function pages(world: World): Scenario[] {
  const filters: [string, Filter | undefined][] = [
    ['no filter', undefined],
    ['owner', { owner: { eq: world.users[3] } }],
    ['temperature', { temperature: { eq: 'hot' } }],
    ['tag of one in fifty', { tags: { has: 'vip' } }],
    ['created last year', { createdAt: { within: 'lastYear' } }],
  ];
  return ['title', '-createdAt', '-updatedAt', 'owner', 'nextActivityAt'].flatMap((sort) =>
    filters.map(([name, filter]) =>
      listScenario(
        'page of 50',
        `by ${sort}, ${name}`,
        15,
        { sort, ...(filter ? { filter } : {}) },
        { wide: name !== 'created last year' },
      ),
    ),
  );
}

/** What somebody opens who sees only some of the people. */
export function reached(who: string): Scenario[] {
  const asked: [string, ListQuery & { filter?: Filter }][] = [
    ['by title', { sort: 'title' }],
    ['newest first', { sort: '-createdAt' }],
    ['by what is next to do', { sort: 'nextActivityAt' }],
    ['hot, by title', { sort: 'title', filter: { temperature: { eq: 'hot' } } }],
    ['found by a word, by title', { sort: 'title', q: 'rossi' }],
  ];
  return asked.map(([name, query]) =>
    listScenario('what one may see', `${who}: ${name}`, 30, query, { count: 100 }),
  );
}

/** Orders and filters that have no index until somebody uses them: measured before and after it is built. */
export const unindexed = (): Scenario[] => [
  listScenario('other field', 'sort by job title', 25, { sort: 'jobTitle' }, { count: 60 }),
  listScenario('other field', 'sort by a custom number', 25, { sort: '-score' }, { count: 60 }),
  listScenario(
    'other field',
    'rare job title, newest first',
    25,
    { sort: '-createdAt', filter: { jobTitle: { eq: 'Rare specialist' } } },
    { count: 60 },
  ),
  listScenario(
    'other field',
    'rare custom value, by title',
    25,
    { sort: 'title', filter: { score: { eq: 777 } } },
    { count: 60 },
  ),
  listScenario(
    'other field',
    'job title contains, newest first',
    25,
    { sort: '-createdAt', filter: { jobTitle: { contains: 'rare spec' } } },
    { count: 60 },
  ),
];

export const counts = (): Scenario[] => [
  listScenario(
    'counts and totals',
    'page with its capped count, hot',
    40,
    { sort: 'title', filter: { temperature: { eq: 'hot' } }, total: 'capped', limit: 1 },
    { count: 60 },
  ),
  {
    group: 'counts and totals',
    name: 'totals row over all deals',
    target: 1000,
    path: '/api/v1/deals/aggregate?measures=count,sum(value),avg(probability)',
    run: (work) => aggregate(work, 'deal', { measures: 'count,sum(value),avg(probability)' }),
    count: 10,
  },
  {
    group: 'counts and totals',
    name: 'exact count of all people',
    target: 1000,
    path: '/api/v1/people/aggregate?measures=count',
    run: (work) => aggregate(work, 'person', { measures: 'count' }),
    count: 10,
  },
];

export const relations = (): Scenario[] => [
  listScenario(
    'related record, two fields',
    'people of companies in Poland, by title',
    60,
    { sort: 'title', filter: { 'company.country': { eq: 'PL' } } },
    { count: 60 },
  ),
  listScenario(
    'related record, two fields',
    'people of food companies, newest',
    60,
    { sort: '-createdAt', filter: { 'company.industry': { eq: 'food' } } },
    { count: 60 },
  ),
  listScenario(
    'related record, two fields',
    'hot and vip, by title',
    60,
    { sort: 'title', filter: { temperature: { eq: 'hot' }, tags: { has: 'vip' } } },
    { count: 60 },
  ),
  listScenario(
    'related record, two fields',
    'companies with a deal above 90,000',
    60,
    { sort: 'title', filter: { 'deals.value': { gte: 90_000 } } },
    { count: 60 },
    'companies',
    'company',
  ),
  ...(['some', 'none'] as const).map((how) =>
    listScenario(
      'related record, two fields',
      `people with ${how === 'some' ? 'a' : 'no'} call in the last 30 days, newest`,
      60,
      {
        sort: '-createdAt',
        filter: {
          activities: { [how]: { category: { eq: 'call' }, due: { within: 'last30Days' } } },
        },
      },
      { count: 60 },
    ),
  ),
];

/** Searches as people type them; each request looks for something else. */
export const searches: { name: string; typed: (i: number) => string }[] = [
  { name: 'start of a name', typed: (i) => ['marc', 'gonç', 'łuk', 'wiśn', 'beat'][i % 5] ?? '' },
  {
    name: 'first and last name',
    typed: (i) => ['ana rossi', 'zofia now', 'joão fer', 'luca bia'][i % 4] ?? '',
  },
  { name: 'e-mail', typed: (i) => `person${i * 977}@firm` },
  { name: 'phone, international', typed: (i) => `+48 22 ${2_000_000 + i * 31}` },
  {
    name: 'phone, as dialled at home',
    typed: (i) => `(0${i % 2 ? 11 : 41}) ${String(2_000_000 + i * 37).replace(/(\d{4})$/, '-$1')}`,
  },
];

export const searchPath = (typed: string) => `/api/v1/search?q=${encodeURIComponent(typed)}`;
export const searchRun = (typed: string) => (work: Work) => searchEverything(work, { q: typed });
