import {
  asksOfOthers,
  type CatalogObject,
  groupingFrom,
  invalid,
  noField,
  parseFilter,
  problemOfJoined,
  Refusal,
  settingsOf,
  sumSaid,
} from '@relata/model';
import { type Draft, willBe } from '#engine/records/draft.ts';
import { parseSort } from '#engine/records/sort.ts';
import { summedField } from '#engine/records/board-sums.ts';
import type { Work } from '#engine/work.ts';

/** What a view is made of must fit its object, so that whoever opens it gets a list. Only what is written is checked. */
export function checkView(work: Work, draft: Draft): void {
  const name = willBe(draft, 'object');
  const object = typeof name === 'string' ? work.seen.objects[name] : undefined;
  if (!object) throw invalid('object', 'option', 'there is no such object');
  const { settings } = draft.changes;
  const sum = sumSaid(object, settingsOf(settings).sum);
  if (sum === noField) draft.changes['settings'] = { ...(settings as object), sum };
  const moved = 'object' in draft.changes;
  for (const [field, check] of Object.entries(checks)) {
    const value = willBe(draft, field);
    if (value !== null && value !== '' && (moved || field in draft.changes))
      check(value, object, work);
  }
  checkSharing(draft);
}

/** What is for some names somebody at least. */
function checkSharing(draft: Draft): void {
  if (willBe(draft, 'sharedWith') !== 'some') return;
  const named = [willBe(draft, 'audience'), willBe(draft, 'roles')];
  if (named.every((one) => !Array.isArray(one) || one.length === 0))
    throw invalid('audience', 'audience_empty', 'a view for some names people, teams or roles');
}

const columnParts = new Set(['field', 'width', 'pinned']);

type Check = (value: unknown, object: CatalogObject, work: Work) => void;

const checks: Record<string, Check> = {
  filter: (value, object, work) =>
    inField('filter', 'filter', () => parseFilter(value, object.name, work.seen)),
  sort: (value, object) => inField('sort', 'not_sortable', () => parseSort(object, String(value))),
  columns(value, object) {
    if (!Array.isArray(value)) throw invalid('columns', 'list', 'takes [{field, width?, pinned?}]');
    for (const [i, column] of value.entries()) {
      const field: unknown = typeof column === 'object' && column ? column.field : undefined;
      if (typeof field !== 'string' || !Object.hasOwn(object.fields, field))
        throw invalid(`columns.${i}`, 'unknown_field', `${object.name} has no such field`);
      if (Object.keys(column).some((part) => !columnParts.has(part)))
        throw invalid(`columns.${i}`, 'unknown_part', 'a column has field, width and pinned');
    }
  },
  groupBy(value, object) {
    const { field = '', unit } = groupingFrom(String(value)) ?? {};
    const kind = Object.hasOwn(object.fields, field) ? object.fields[field]?.kind : undefined;
    if (!kind) throw invalid('groupBy', 'unknown_field', `${object.name} has no such field`);
    const kinds = unit ? ['date', 'dateTime'] : ['select', 'link', 'user'];
    if (!kinds.includes(kind))
      throw invalid('groupBy', 'not_groupable', 'a board cannot be grouped by it');
  },
  settings(value, object, work) {
    const { colours, dates, sum } = settingsOf(value);
    const problem = problemOfJoined((value as Record<string, unknown>)['joined'] ?? []);
    if (problem) throw invalid('settings', problem, 'joined columns are [{name, values, dropIn}]');
    if (sum && sum !== noField) inField('settings', 'not_summed', () => summedField(object, sum));
    for (const { filter } of colours) {
      inField('settings', 'filter', () => parseFilter(filter, object.name, work.seen));
      if (asksOfOthers(filter, object, work.seen))
        throw invalid(
          'settings',
          'own_fields_only',
          'a rule looks at the fields of the record itself',
        );
    }
    for (const name of dates) {
      const kind = Object.hasOwn(object.fields, name) ? object.fields[name]?.kind : undefined;
      if (kind !== 'date' && kind !== 'dateTime')
        throw invalid('settings', 'not_dated', `a calendar cannot be made by '${name}'`);
    }
  },
};

/** A refusal from the language of lists, told of the view's own field. */
function inField(field: string, code: string, read: () => unknown): void {
  try {
    read();
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem;
    const [first] = problem.errors;
    throw invalid(field, first?.code ?? code, problem.message);
  }
}
