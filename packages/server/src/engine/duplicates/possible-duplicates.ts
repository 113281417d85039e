import {
  type CatalogObject,
  fieldOf,
  FieldProblem,
  isId,
  kinds,
  may,
  objectOf,
} from '@relata/model';
import { refuseUnknown } from '../records/parse-input.ts';
import { demand, type Work } from '../work.ts';
import { compare, type Reason, type Strength } from './compare.ts';
import { loadCompared, recordsBehind } from './find.ts';
import { type KeptMatch, keptMatches } from './kept-matches.ts';
import { comparedFields, keysAmong, mailDomains, type Signs, signsOf } from './signs.ts';

/** A record that what somebody types may be, the most probable first. */
export interface PossibleDuplicate {
  object: string;
  id: string;
  title: string;
  strength: Strength;
  reasons: Reason[];
}

/** What a new record may double. */
export interface PossibleDuplicates {
  /** Those that the actor sees. */
  records: PossibleDuplicate[];
  /** Those that they do not see: no more than that there is one, and whom to ask. */
  kept: { fields: string[]; ask: KeptMatch['ask'] }[];
}

const most = 5;
/** So many candidates are looked at. */
const mostCompared = 80;

/**
 * Looks for records that are like one about to be made, or changed (`but`): among its own kind, and where else the same
 * may be already. What cannot be read yet, because somebody is still typing it, is left out. Both kinds are looked for
 * whatever is found, so that time tells nothing.
 */
export async function possibleDuplicates(
  work: Work,
  objectName: string,
  values: Record<string, unknown>,
  but?: string,
): Promise<PossibleDuplicates> {
  const object = objectOf(work.seen, objectName);
  demand(work, but === undefined ? 'create' : 'update', object);
  refuseUnknown(object.fields, values);
  const readable = legible(object, values);
  const { country } = work.workspace;
  const own = signsOf(object, readable, country);
  const also = (object.alike?.also ?? []).filter((one) =>
    Object.hasOwn(work.seen.objects, one.object),
  );
  const [found, kept] = await Promise.all([
    Promise.all([
      among(work, object, object, own),
      ...also.map((one) =>
        among(
          work,
          object,
          objectOf(work.seen, one.object),
          signsOf(object, readable, country, one.names),
        ),
      ),
    ]),
    keptMatches(work, object, exactKeys(object, own)),
  ]);
  const ranked = found
    .flat()
    .filter((one) => one.id !== but?.toLowerCase())
    .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  return {
    records: ranked.slice(0, most).map(({ score: _, ...one }) => one),
    kept: withFields(kept, but).slice(0, most),
  };
}

/** Records of an object that are like what has these signs, however little. */
async function among(
  work: Work,
  object: CatalogObject,
  target: CatalogObject,
  signs: Signs,
): Promise<(PossibleDuplicate & { score: number })[]> {
  if (!may(work.actor, 'read', target)) return [];
  const behind = await recordsBehind(work, target, keysAmong(target, signs));
  // What is surer comes first: where there are too many, similar names are left out.
  const surest = [...behind].toSorted(
    ([a], [b]) => Number(a.startsWith('~')) - Number(b.startsWith('~')),
  );
  const ids = [...new Set(surest.flatMap(([, some]) => some))].slice(0, mostCompared);
  return (await loadCompared(work, target, ids)).flatMap((record) => {
    const theirs = signsOf(target, record, work.workspace.country);
    const alike = compare([object, signs], [target, theirs]);
    if (!alike) return [];
    return [{ object: target.name, id: record.id, title: record.title, ...alike }];
  });
}

/** Of what is kept from the actor a similar name or a firm's domain tells nothing. */
const exactKeys = (object: CatalogObject, signs: Signs): string[] =>
  keysAmong(object, signs).filter(
    (key) => !key.startsWith('~') && !key.includes(`:${mailDomains}`),
  );

/** The values by which records are compared, as far as they can be read. */
function legible(object: CatalogObject, values: Record<string, unknown>): Record<string, unknown> {
  const others = (object.alike?.also ?? []).flatMap(({ names }) => names);
  const compared = new Set([...comparedFields(object), ...others]);
  const read: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(values)) {
    const field = fieldOf(object, name);
    if (!compared.has(name)) continue;
    try {
      const value = kinds[field.kind].parse(given ?? null, field);
      if (field.kind !== 'link' || isId(value)) read[name] = value;
    } catch (problem) {
      if (!(problem instanceof FieldProblem)) throw problem;
    }
  }
  return read;
}

/** Once each, with the fields whose keys led to it. */
function withFields(
  byKey: ReadonlyMap<string, KeptMatch[]>,
  but: string | undefined,
): PossibleDuplicates['kept'] {
  const found = new Map<string, PossibleDuplicates['kept'][number]>();
  for (const [key, some] of byKey)
    for (const one of some) {
      if (one.id === but) continue;
      const field = key.slice(0, key.indexOf(':'));
      const known = found.get(one.ask?.id ?? '');
      if (!known) found.set(one.ask?.id ?? '', { fields: [field], ask: one.ask });
      else if (!known.fields.includes(field)) known.fields.push(field);
    }
  return [...found.values()];
}
