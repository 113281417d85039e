import { type CatalogObject, objectOf, Refusal } from '@relata/model';
import {
  compare,
  type Reason,
  type Strength,
  strengthOf,
  strengths,
} from '#engine/duplicates/compare.ts';
import { loadCompared } from '#engine/duplicates/find.ts';
import { signsOf } from '#engine/duplicates/signs.ts';
import { badCursor } from '#engine/records/cursor.ts';
import { tableOf } from '#engine/tables/table.ts';
import { demand, reachable, statement, type Statement, type Work } from '#engine/work.ts';
import { isCompared } from './pairs.ts';
import { isSearching } from './search.ts';

interface Group {
  strength: Strength;
  records: { object: string; id: string; title: string }[];
  reasons: Reason[];
}

interface Pair {
  a: string;
  b: string;
  score: number;
}

export interface DuplicatesQuery {
  object: string;
  strength?: Strength | undefined;
  after?: string | undefined;
}

const pairsAtOnce = 60;
const mostInGroup = 50;
const mostCounted = 1000;

/** Groups of records that may be the same, of those that the actor may change, the most probable first. */
export async function listDuplicates(work: Work, query: DuplicatesQuery) {
  const object = comparedObject(work, query.object);
  demand(work, 'update', object);
  const place = query.after ? placeIn(query.after) : null;
  const [low, high] = boundsOf(query.strength);
  const page = await pairsOf(work, object, (made) => {
    const bounds = `p.score between ${low} and ${high}`;
    if (!place) return `${bounds} order by p.score desc, p.a, p.b limit ${pairsAtOnce + 1}`;
    const [score, a, b] = [
      made.parameters.add(place.score, 'int'),
      made.parameters.add(place.a, 'uuid'),
      made.parameters.add(place.b, 'uuid'),
    ];
    return `${bounds} and (p.score < ${score} or (p.score = ${score} and (p.a, p.b) > (${a}, ${b}))) order by p.score desc, p.a, p.b limit ${pairsAtOnce + 1}`;
  });
  const seeds = page.slice(0, pairsAtOnce);
  const data = await groupsOf(work, object, seeds, [low, high]);
  const last = seeds.at(-1);
  const next = page.length > pairsAtOnce && last ? cursorOf(last) : null;
  const searching = await isSearching(work, object.name);
  return {
    data,
    page: { next },
    searching,
    ...(!place && { counts: await countPairs(work, object) }),
  };
}

export function comparedObject(work: Work, name: string): CatalogObject {
  const object = Object.hasOwn(work.seen.objects, name) ? objectOf(work.seen, name) : undefined;
  if (!object || !isCompared(objectOf(work.catalog, name)))
    throw new Refusal('not_found', `there are no duplicates of '${name}'`);
  return object;
}

function boundsOf(strength: Strength | undefined): [number, number] {
  if (strength === 'strong') return [strengths.strong, 100];
  if (strength === 'likely') return [strengths.likely, strengths.strong - 1];
  return strength === 'weak' ? [strengths.weak, strengths.likely - 1] : [0, 100];
}

/** Pairs of which the actor may change both, that nobody has told apart. */
async function pairsOf(
  work: Work,
  object: CatalogObject,
  also: (made: Statement) => string,
): Promise<Pair[]> {
  const made = statement(work);
  const name = made.parameters.add(object.name, 'text');
  const side = (id: 'a' | 'b') =>
    `join ${tableOf(object)} t${id} on t${id}.workspace_id = $1 and t${id}.id = p.${id} and t${id}.deleted_at is null and ${reachable(work, object, 'update', `t${id}`, made)}`;
  const { rows } = await work.connection.query<Pair>(
    `select p.a, p.b, p.score from duplicate_pair p ${side('a')} ${side('b')}
     where p.workspace_id = $1 and p.object = ${name}
       and not exists (select 1 from not_duplicate n where n.workspace_id = $1 and n.object = ${name} and n.a = p.a and n.b = p.b)
       and ${also(made)}`,
    made.parameters.values,
  );
  return rows;
}

/** Each pair with whatever else belongs to it; a group is told of once, where its most probable pair comes. */
async function groupsOf(
  work: Work,
  object: CatalogObject,
  seeds: Pair[],
  [low, high]: [number, number],
): Promise<Group[]> {
  const pairs = new Map(seeds.map((pair) => [keyOf(pair), pair]));
  let edge = new Set(seeds.flatMap(({ a, b }) => [a, b]));
  const seen = new Set<string>();
  // Groups are small: whoever is not reached in a few steps is found with the next.
  for (let step = 0; step < 4 && edge.size; step++) {
    const ids = [...edge];
    for (const id of ids) seen.add(id);
    const more = await pairsOf(work, object, (made) => {
      const list = made.parameters.add(ids, 'uuid[]');
      return `p.score between ${low} and ${high} and (p.a = any(${list}) or p.b = any(${list})) limit 2000`;
    });
    for (const pair of more) pairs.set(keyOf(pair), pair);
    edge = new Set(more.flatMap(({ a, b }) => [a, b]).filter((id) => !seen.has(id)));
  }
  const groups = joined([...pairs.values()].toSorted(byScore));
  const first = new Set(seeds.map(keyOf));
  const told = groups.filter(([pair]) => pair && first.has(keyOf(pair)));
  const ids = [...new Set(told.flat().flatMap(({ a, b }) => [a, b]))];
  const records = new Map((await loadCompared(work, object, ids)).map((one) => [one.id, one]));
  return told.flatMap((some) => {
    const group = describe(work, object, some, records);
    return group ? [group] : [];
  });
}

const keyOf = ({ a, b }: Pair): string => `${a} ${b}`;
const byScore = (x: Pair, y: Pair): number => y.score - x.score || (keyOf(x) < keyOf(y) ? -1 : 1);

/** Pairs that hang together, the most probable of each first. */
function joined(pairs: Pair[]): Pair[][] {
  const groupOf = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const [one, other] = [groupOf.get(pair.a), groupOf.get(pair.b)];
    const group = [...(one ?? []), ...(other && other !== one ? other : []), pair].toSorted(
      byScore,
    );
    for (const { a, b } of group) {
      groupOf.set(a, group);
      groupOf.set(b, group);
    }
  }
  return [...new Set(groupOf.values())].toSorted(([x], [y]) => (x && y ? byScore(x, y) : 0));
}

/** As the actor sees it: what is hidden from them tells them nothing. Null where nothing is left. */
function describe(
  work: Work,
  object: CatalogObject,
  pairs: Pair[],
  records: ReadonlyMap<string, Awaited<ReturnType<typeof loadCompared>>[number]>,
): Group | null {
  const reasons: Reason[] = [];
  const members = new Set<string>();
  let best = 0;
  for (const { a, b } of pairs) {
    const [one, other] = [records.get(a), records.get(b)];
    if (!one || !other) continue;
    const [mine, theirs] = [one, other].map((record) =>
      signsOf(object, record, work.workspace.country),
    );
    const alike = mine && theirs && compare([object, mine], [object, theirs]);
    if (!alike) continue;
    best = Math.max(best, alike.score);
    members.add(a).add(b);
    for (const reason of alike.reasons)
      if (!reasons.some((known) => known.by === reason.by && known.value === reason.value))
        reasons.push(reason);
  }
  if (members.size < 2) return null;
  const shown = [...members].toSorted().slice(0, mostInGroup);
  return {
    strength: strengthOf(best),
    records: shown.map((id) => ({ object: object.name, id, title: records.get(id)?.title ?? '' })),
    reasons: reasons.slice(0, 6),
  };
}

async function countPairs(work: Work, object: CatalogObject): Promise<Record<Strength, number>> {
  const count = async (strength: Strength) => {
    const [low, high] = boundsOf(strength);
    const found = await pairsOf(
      work,
      object,
      () => `p.score between ${low} and ${high} limit ${mostCounted}`,
    );
    return found.length;
  };
  return {
    strong: await count('strong'),
    likely: await count('likely'),
    weak: await count('weak'),
  };
}

const cursorOf = ({ a, b, score }: Pair): string =>
  Buffer.from(JSON.stringify([score, a, b])).toString('base64url');

function placeIn(text: string): Pair {
  try {
    const [score, a, b] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[];
    const isId = (id: unknown): id is string =>
      typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id);
    if (typeof score === 'number' && Number.isInteger(score) && isId(a) && isId(b))
      return { score, a, b };
  } catch {
    // Falls through to the refusal: what cannot be read is no place.
  }
  throw badCursor();
}
