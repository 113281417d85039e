import {
  type Actor,
  type CatalogObject,
  type Filter,
  type Language,
  objectOf,
  parseFilter,
  Refusal,
  within,
} from '@relata/model';
import { openSnapshot, type Snapshot } from '../../platform/snapshot.ts';
import { withView } from '../api/with-view.ts';
import type { Engine } from '../engine.ts';
import { emit } from '../events/emit.ts';
import { matching } from '../records/matching.ts';
import { parseSelection, rowJson } from '../records/row.ts';
import { orderingOf, parseSort, type SortKey } from '../records/sort.ts';
import { tableOf } from '../tables/table.ts';
import { languageNamed } from '../wording.ts';
import { demand, reading, statement, type Statement, type Work, working } from '../work.ts';
import { printColumn } from './column-names.ts';
import { type ColumnName } from './column-names.ts';
import {
  columnsFor,
  columnTitle,
  type ExportColumn,
  type Lengths,
  lengthsSql,
  printerFor,
  wantedColumns,
} from './columns.ts';
import { byteOrderMark, csvLine } from './csv.ts';
import { neutralised } from './formulas.ts';
import { cardObjects, type CardRecord, vcard } from './vcard.ts';
import { xlsx } from './xlsx.ts';

export type ExportFormat = 'csv' | 'xlsx' | 'vcf';

/** What to export, as a list asks for it. */
export interface ExportQuery {
  format: ExportFormat;
  /** `name,emails,company`; everything that can be imported again where it is missing; `*`: everything. */
  columns?: string | undefined;
  filter?: unknown;
  sort?: string | undefined;
  q?: string | undefined;
  view?: string | undefined;
  /** Titles and values in the person's language, for reading, instead of those that machines and imports know. */
  labels?: boolean;
}

export interface Export {
  fileName: string;
  contentType: string;
  /** Records in the file. */
  rows: number;
  /** Ends the snapshot when it is read to its end, and when it is left early. */
  content: AsyncGenerator<string | Buffer, void, undefined>;
}

const contentTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  vcf: 'text/vcard; charset=utf-8',
} satisfies Record<ExportFormat, string>;

const portion = 1000;
/** Each holds a connection of its own. */
const mostAtOnce = 4;
let open = 0;

/**
 * What a list would show, as a file: whole, of one moment, in constant memory. Refuses whoever may not export, and
 * `too_many` while others export.
 */
export async function exportRecords(
  engine: Engine,
  actor: Actor,
  name: string,
  query: ExportQuery,
): Promise<Export> {
  const look = await reading(engine, actor);
  const object = objectOf(look.seen, name);
  demand(look, 'read', object);
  demand(look, 'export', object);
  if (query.format === 'vcf' && !cardObjects.has(name))
    throw new Refusal('malformed', `${object.plural} are no contacts`);
  if (open >= mostAtOnce)
    throw new Refusal('too_many', 'others export just now', { details: { retryAfter: 10 } });
  open++;
  let snapshot: Snapshot | undefined;
  const close = async (): Promise<void> => {
    open--;
    await snapshot?.close();
  };
  try {
    snapshot = await openSnapshot(engine.database, actor.workspace);
    const work: Work = { ...look, connection: snapshot };
    const viewed = await withView(work, object, query.view, query);
    const given = viewed.filter === undefined ? {} : parseFilter(viewed.filter, name, work.seen);
    // Where the role lets nothing be taken from, nothing is.
    const filter: Filter = { and: [given, within(actor, 'export', object) ?? { or: [] }] };
    const asked = { ...query, ...viewed };
    const found = await countAndLengths(work, object, filter, asked);
    const content =
      query.format === 'vcf'
        ? cards(work, snapshot, object, filter, asked)
        : table(
            work,
            snapshot,
            object,
            filter,
            asked,
            found.lengths,
            languageNamed(actor.language),
          );
    await note(engine, actor, object, query, found.rows);
    return {
      fileName: `${object.plural}-${work.today}.${query.format}`,
      contentType: contentTypes[query.format],
      rows: found.rows,
      content: closing(content, close),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Runs `close` once, whether the content is read to its end, fails, or is never begun. */
function closing(
  content: AsyncGenerator<string | Buffer, void, undefined>,
  close: () => Promise<void>,
): AsyncGenerator<string | Buffer, void, undefined> {
  let closed = false;
  const once = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    await close();
  };
  const iterator: AsyncGenerator<string | Buffer, void, undefined> = {
    async next() {
      try {
        const step = await content.next();
        if (step.done) await once();
        return step;
      } catch (error) {
        await once();
        throw error;
      }
    },
    async return() {
      await once();
      return content.return();
    },
    async throw(error) {
      await once();
      return content.throw(error);
    },
    [Symbol.asyncIterator]: () => iterator,
    async [Symbol.asyncDispose]() {
      await once();
    },
  };
  return iterator;
}

/** Who took what out of the house. */
async function note(
  engine: Engine,
  actor: Actor,
  object: CatalogObject,
  query: ExportQuery,
  rows: number,
): Promise<void> {
  const { format, columns, filter, q, view } = query;
  // A key that only reads leaves this trace all the same.
  await working(engine, { ...actor, readOnly: false }, (work) =>
    emit(work, `${object.name}.export`, object.name, [], {
      format,
      columns,
      filter,
      q,
      view,
      rows,
    }),
  );
}

async function countAndLengths(
  work: Work,
  object: CatalogObject,
  filter: Filter,
  query: ExportQuery,
): Promise<{ rows: number; lengths: Lengths }> {
  const made = statement(work);
  const lengths =
    query.format === 'vcf' ? '' : lengthsSql(object, wantedColumns(object, query.columns));
  const { rows } = await work.connection.query<Record<string, string | number | null>>(
    `select count(*) as "#"${lengths ? `, ${lengths}` : ''} from ${tableOf(object)} t where ${matching(work, object, filter, { q: query.q }, made)}`,
    made.parameters.values,
  );
  const { '#': count, ...longest } = rows[0] ?? {};
  return {
    rows: Number(count ?? 0),
    lengths: Object.fromEntries(
      Object.entries(longest).map(([name, length]) => [name, Number(length ?? 0)]),
    ),
  };
}

/** In the order in which they were made, unless asked otherwise: so an import of the file makes them in that order again. */
function orderOf(
  object: CatalogObject,
  sort: string | undefined,
  made: Statement,
): { joins: string; by: string } {
  const keys: SortKey[] = sort ? parseSort(object, sort) : [];
  if (!keys.some((key) => key.field === 'id'))
    keys.push({ field: 'id', descending: keys.at(-1)?.descending ?? false });
  const orderings = keys.map((key, at) => orderingOf(object, key, 't', at, made));
  return {
    joins: orderings.map((one) => one.join ?? '').join(' '),
    by: orderings
      .map((one) => `${one.expression} ${one.descending ? 'desc' : 'asc'} nulls last`)
      .join(', '),
  };
}

async function* table(
  work: Work,
  snapshot: Snapshot,
  object: CatalogObject,
  filter: Filter,
  query: ExportQuery,
  lengths: Lengths,
  language: Language,
): AsyncGenerator<string | Buffer, void, undefined> {
  const made = statement(work);
  const wanted: ColumnName[] = wantedColumns(object, query.columns);
  const { list, joins } = columnsFor(work, made, object, wanted, lengths);
  const where = matching(work, object, filter, { q: query.q }, made);
  const order = orderOf(object, query.sort, made);
  const text = `select ${list.map((column, at) => `${column.sql} as c${at}`).join(', ')} from ${tableOf(object)} t ${joins.join(' ')} ${order.joins} where ${where} order by ${order.by}`;
  const titles = list.map((column) =>
    query.labels ? columnTitle(work, object, column, language) : printColumn(column.name),
  );
  const portions = cellsOf(
    snapshot.rows(text, made.parameters.values, portion),
    list,
    object,
    query.labels ? language : null,
  );
  if (query.format === 'xlsx') {
    yield* xlsx(list, titles, portions);
    return;
  }
  yield byteOrderMark + csvLine(titles.map(neutralised));
  for await (const rows of portions) {
    let lines = '';
    for (const cells of rows) lines += csvLine(cells);
    yield lines;
  }
}

/** The cells as they are written: harmless in spreadsheets, and for people in their words. */
async function* cellsOf(
  portions: AsyncGenerator<(string | null)[][], void, undefined>,
  columns: ExportColumn[],
  object: CatalogObject,
  language: Language | null,
): AsyncGenerator<string[][], void, undefined> {
  const printers = columns.map((column) =>
    language === null ? null : printerFor(object, column, language),
  );
  const texts = columns.map((column) => column.type === 'text');
  for await (const rows of portions)
    yield rows.map((row) =>
      row.map((cell, at) => {
        if (cell === null || cell === '') return '';
        const printed = printers[at]?.(cell) ?? cell;
        return texts[at] ? neutralised(printed) : printed;
      }),
    );
}

async function* cards(
  work: Work,
  snapshot: Snapshot,
  object: CatalogObject,
  filter: Filter,
  query: ExportQuery,
): AsyncGenerator<string, void, undefined> {
  const made = statement(work);
  const own = Object.keys(object.fields).filter((name) => object.fields[name]?.kind !== 'links');
  const selection = parseSelection(
    object,
    own.join(','),
    object.fields['company'] ? 'company.title' : undefined,
    made,
  );
  const where = matching(work, object, filter, { q: query.q }, made);
  const order = orderOf(object, query.sort, made);
  const text = `select ${rowJson(object, 't', selection, made)}::text from ${tableOf(object)} t ${order.joins} where ${where} order by ${order.by}`;
  for await (const rows of snapshot.rows(text, made.parameters.values, portion))
    yield rows
      .map(([json]) => vcard(object.name, JSON.parse(json ?? 'null') as CardRecord))
      .join('');
}
