import {
  type CatalogObject,
  comesFromOutside,
  type ColumnMapping,
  FieldProblem,
  kinds,
  objectOf,
  Refusal,
  unstorable,
} from '@relata/model';
import { headerKey, matchHeader } from '#engine/import/presets/match-header.ts';
import { rowReader } from '#engine/import/read-row.ts';
import { usualOptions } from '#engine/import/options.ts';
import type { Work } from '#engine/work.ts';

/** What was sent, as fields of a lead. */
export interface Incoming {
  values: Record<string, unknown>;
  /** Names and texts that no field took; nothing that was sent is lost. */
  rest: [string, string][];
  /** A campaign by name or number, which is looked up. */
  campaign: string | null;
}

/** One post of a sender. */
export interface Sent {
  body: unknown;
  /** What stands behind `?` in the address that was posted to. */
  address: unknown;
}

const mostNames = 300;
const deepest = 5;

/**
 * Reads what a marketing tool sends: an object of names and values, nested or flat, by whatever names. What the
 * source's mapping names goes where it says, fields by their own names, the rest is recognised as an import recognises
 * columns. Values are read as those of files are: any notation of a phone number, country or date. By which campaign or
 * click somebody came may stand in the address instead, as landing pages hand it on.
 */
export function readIncoming(
  work: Work,
  { body, address }: Sent,
  mapping: Record<string, string>,
): Incoming {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Refusal('malformed', 'send one lead: an object of names and values');
  const object = objectOf(work.catalog, 'lead');
  const values: Record<string, unknown> = {};
  const flat = new Map<string, string>();
  for (const [name, value] of Object.entries(body)) {
    const field = comesFromOutside(object, name) ? object.fields[name] : undefined;
    const whole = field && typeof value === 'object' ? parsed(value, field) : undefined;
    if (whole === undefined) flatten(name, value, flat, 0);
    else values[name] = whole;
  }
  addVisit(address, flat);
  return { ...fromTexts(work, object, flat, mapping, values) };
}

const parsed = (value: unknown, field: CatalogObject['fields'][string]): unknown => {
  try {
    return kinds[field.kind].parse(value, field) ?? undefined;
  } catch (problem) {
    if (!(problem instanceof FieldProblem)) throw problem;
    return undefined;
  }
};

/** `{contact: {email: 'a'}}` → `contact.email: a`; a list of texts is one text. */
function flatten(name: string, value: unknown, into: Map<string, string>, depth: number): void {
  if (value === null || value === undefined || value === '') return;
  if (into.size >= mostNames || depth > deepest)
    throw new Refusal('malformed', `send at most ${mostNames} values, ${deepest} levels deep`);
  if (typeof value !== 'object') {
    const text = String(value);
    if (unstorable.test(name) || unstorable.test(text))
      throw new Refusal('malformed', 'this holds characters that cannot be stored');
    into.set(name, text);
    return;
  }
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object'))
    return flatten(name, value.join(', '), into, depth + 1);
  for (const [part, one] of Object.entries(value)) flatten(`${name}.${part}`, one, into, depth + 1);
}

/** Of Google, Meta, Microsoft, TikTok, X, LinkedIn, Yandex, Pinterest, Reddit and Snapchat; all campaigns say `utm_…`. */
const ofVisit =
  /^(utm_\w+|gclid|gbraid|wbraid|dclid|fbclid|msclkid|ttclid|twclid|li_fat_id|yclid|epik|rdt_cid|sccid)$/i;

/** What the body says, under whatever name, stays as it is. */
function addVisit(address: unknown, flat: Map<string, string>): void {
  if (typeof address !== 'object' || address === null) return;
  const said = new Set([...flat.keys()].map(wordsOf));
  for (const [name, value] of Object.entries(address))
    if (ofVisit.test(name) && !said.has(wordsOf(name)))
      // Given twice, the last one counts.
      flatten(name, Array.isArray(value) ? value.at(-1) : value, flat, 0);
}

function fromTexts(
  work: Work,
  object: CatalogObject,
  flat: ReadonlyMap<string, string>,
  mapping: Record<string, string>,
  values: Record<string, unknown>,
): Incoming {
  const names = [...flat.keys()];
  const chosen = mappingOf(object, names, mapping);
  const campaign = chosen.find(({ field }) => field === 'campaign')?.column;
  const header = names;
  const read = rowReader(
    {
      catalog: work.catalog,
      workspace: work.workspace,
      header,
      object: object.name,
      mapping: chosen.filter(({ field }) => field !== 'campaign'),
      options: { ...usualOptions },
      formats: {},
      lists: { find: () => undefined, user: () => undefined },
      timeZone: work.workspace.timeZone,
      own: false,
    },
    (cell) => cell,
  )({ row: 1, line: 1, cells: names.map((name) => flat.get(name) ?? '') });
  // What a field does not take is still what somebody wrote.
  const unread = new Set(
    read.troubles.filter(({ level }) => level !== 'note').map(({ column }) => column),
  );
  const taken = new Set(chosen.map(({ column }) => column));
  const rest = names.flatMap((name): [string, string][] =>
    taken.has(name) && !unread.has(name) ? [] : [[name, flat.get(name) ?? '']],
  );
  return {
    values: { ...read.values, ...values },
    rest,
    campaign: campaign === undefined ? null : (flat.get(campaign) ?? null),
  };
}

/** `firstName`, `first_name`, `contact.first-name` alike. */
const wordsOf = (name: string): string =>
  headerKey((name.split('.').at(-1) ?? name).replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2'));

function mappingOf(
  object: CatalogObject,
  names: string[],
  mapping: Record<string, string>,
): ColumnMapping[] {
  const own = new Map(
    Object.keys(object.fields)
      .filter((name) => comesFromOutside(object, name))
      .map((name) => [wordsOf(name), name]),
  );
  const found = new Map<string, ColumnMapping>();
  for (const name of names) {
    const field = mapping[name] ?? own.get(wordsOf(name));
    if (field !== undefined) found.set(name, { column: name, field });
  }
  const byWords = new Map(names.map((name) => [wordsOf(name), name]));
  for (const entry of matchHeader([...byWords.keys()], object.name)) {
    const name = byWords.get(entry.column);
    if (name === undefined || found.has(name)) continue;
    const field = entry.field;
    if (field === 'name' || field === 'campaign' || comesFromOutside(object, field))
      found.set(name, { ...entry, column: name });
  }
  return [...found.values()];
}
