import { detectDateOrder } from '../values/date-order.ts';
import { detectDecimal } from '../values/numbers.ts';
import { bitrix24Contacts, bitrix24Deals } from './bitrix24.ts';
import { easyProjectAccounts } from './easy-project.ts';
import { google } from './google.ts';
import { guessByContent } from './guess-content.ts';
import { guessObject } from './guess-object.ts';
import { hubspotCompanies, hubspotContacts } from './hubspot.ts';
import type { ColumnMapping, MappingSuggestion } from './mapping.ts';
import { matchHeader } from './match-header.ts';
import { onlyoffice } from './onlyoffice.ts';
import { outlook } from './outlook.ts';
import { pipedriveDeals, pipedriveOrganizations, pipedrivePeople } from './pipedrive.ts';
import type { Entry, Preset } from './preset.ts';
import { rdStationDeals } from './rd-station.ts';
import { salesforceLeads, salesforceLeadsAsPeople } from './salesforce.ts';
import { vcard } from './vcard.ts';

export const presets: Preset[] = [
  vcard,
  google,
  outlook,
  hubspotContacts,
  hubspotCompanies,
  pipedrivePeople,
  pipedriveOrganizations,
  pipedriveDeals,
  bitrix24Contacts,
  bitrix24Deals,
  onlyoffice,
  salesforceLeads,
  salesforceLeadsAsPeople,
  rdStationDeals,
  easyProjectAccounts,
];

/**
 * Suggests what the columns of a file become: by the program that exported it, else by the names of the columns in
 * en, pt, it, pl, de, es, fr, else by what stands in them. Columns that nothing is known of are left out.
 *
 * @param rows cells of the first rows
 * @param object what is to be imported, where the person has said so already
 */
export function suggestMapping(
  header: string[],
  rows: string[][],
  object?: string,
): MappingSuggestion {
  const preset = recognise(header, object);
  if (preset) return fromPreset(preset, header, rows, object);
  const guessed = object ?? guessObject(header);
  const named = matchHeader(header, guessed);
  const mapping = [...named, ...guessByContent(header, rows, named, guessed)];
  return {
    object: guessed,
    mapping: withFormats(inOrder(mapping, header), header, rows),
    options: { match: matchFor(guessed, mapping) },
  };
}

/**
 * By which of the mapped fields records are recognised. What has been mapped since is added to what was chosen; what
 * was mapped already and not chosen stays as it is.
 */
export function matchFor(
  object: string,
  mapping: ColumnMapping[],
  before: { match: string[]; mapping: ColumnMapping[] } = { match: [], mapping: [] },
): string[] {
  const usual = usualMatch.get(object) ?? ['externalId'];
  const isIn = (columns: ColumnMapping[], name: string) =>
    columns.some(({ field }) => field === name);
  const wanted = usual.filter(
    (name) => isIn(mapping, name) && (before.match.includes(name) || !isIn(before.mapping, name)),
  );
  return [...wanted, ...before.match.filter((name) => !usual.includes(name))];
}

const usualMatch = new Map([
  ['person', ['externalId', 'emails']],
  ['company', ['externalId', 'domain', 'name']],
  ['deal', ['externalId']],
  ['product', ['code']],
  ['lead', ['externalId', 'emails']],
]);

function recognise(header: string[], object: string | undefined): Preset | undefined {
  const names = new Set(header.map(spelling));
  const has = (needed: string | string[]): boolean =>
    [needed].flat().some((name) => names.has(spelling(name)));
  const fitting = presets.filter((preset) => {
    const objects = [preset.object, ...Object.values(preset.objectBy?.values ?? {})];
    return preset.needs.every(has) && (object === undefined || objects.includes(object));
  });
  return fitting[0];
}

/** Case and blanks around a name are not what tells exports apart. */
function spelling(name: string): string {
  return name.trim().toLowerCase();
}

function fromPreset(
  preset: Preset,
  header: string[],
  rows: string[][],
  object: string | undefined,
): MappingSuggestion {
  const actual = new Map(header.map((name) => [spelling(name), name]));
  const there = (name: string | undefined): string | undefined =>
    name === undefined ? undefined : actual.get(spelling(name));
  const present = preset.entries.filter(({ column, unless }) => there(column) && !there(unless));
  const mapping = present
    .filter(
      (entry) =>
        !entry.labelColumn ||
        there(entry.labelColumn) ||
        !present.some((other) => isTwin(entry, other, there)),
    )
    .filter(
      (entry, at, all) =>
        there(entry.labelColumn) ||
        !entry.labelColumn ||
        all.findIndex((other) => sameTarget(entry, other)) === at,
    )
    .map((found): ColumnMapping => {
      const { unless: _, labelColumn, column, ...entry } = found;
      const label = there(labelColumn);
      return {
        column: there(column) ?? column,
        ...entry,
        ...(label ? { labelColumn: label } : {}),
      };
    });
  const by = preset.objectBy?.column.map(there).find((name) => name !== undefined);
  return {
    preset: preset.id,
    object: object ?? preset.object,
    mapping: withFormats(mapping, header, rows),
    ...(by && preset.objectBy ? { objectBy: { column: by, values: preset.objectBy.values } } : {}),
    options: preset.options,
  };
}

/** Google has called the label of a value by two names: an entry for the name that the file has is the better one. */
function isTwin(
  entry: Entry,
  other: Entry,
  there: (name: string | undefined) => string | undefined,
): boolean {
  return other !== entry && sameTarget(entry, other) && there(other.labelColumn) !== undefined;
}

function sameTarget(entry: Entry, other: Entry): boolean {
  return (
    entry.column === other.column &&
    entry.field === other.field &&
    entry.part === other.part &&
    entry.object === other.object
  );
}

const dateFields = /^(birthday|expectedClose|closedOn|startDate)$/;
const numberFields = /^(value|recurringValue|annualRevenue|employees|probability)$/;

/** What the first rows say about dates and numbers goes before what a program usually writes. */
function withFormats(
  mapping: ColumnMapping[],
  header: string[],
  rows: string[][],
): ColumnMapping[] {
  return mapping.map((entry) => {
    if (entry.part) return entry;
    const at = header.indexOf(entry.column);
    const cells = rows.map((row) => row[at] ?? '');
    if (dateFields.test(entry.field)) {
      const dates = detectDateOrder(cells);
      return dates === 'DMY' || dates === 'MDY' || dates === 'YMD' ? { ...entry, dates } : entry;
    }
    if (!numberFields.test(entry.field)) return entry;
    const decimal = detectDecimal(cells);
    return decimal === ',' || decimal === '.' ? { ...entry, decimal } : entry;
  });
}

function inOrder(mapping: ColumnMapping[], header: string[]): ColumnMapping[] {
  return mapping.toSorted((a, b) => header.indexOf(a.column) - header.indexOf(b.column));
}
