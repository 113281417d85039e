import { shipped } from '@relata/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  columnsOfView,
  completeColumns,
  firstColumns,
  moveColumn,
  pinColumn,
  pinnedOffsets,
  readColumns,
  shiftColumn,
  toggleColumn,
  writeColumns,
} from './columns.ts';

const deal = shipped.objects['deal'] ?? expect.fail('no deal');
const names = Object.keys(deal.fields);
const fieldsOf = (columns: { field: string }[]) => columns.map((column) => column.field);

const layouts = fc
  .uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 8 })
  .chain((fields) =>
    fc.tuple(
      ...fields.map((field) =>
        fc.record({
          field: fc.constant(field),
          width: fc.integer({ min: 1, max: 2000 }),
          pinned: fc.boolean(),
        }),
      ),
    ),
  )
  .map((given) => completeColumns(deal, given));

test('what the address says about columns is read back as it was written', () => {
  fc.assert(
    fc.property(layouts, (columns) => {
      expect(readColumns(deal, writeColumns(columns))).toEqual(columns);
    }),
  );
});

test('whatever is moved, pinned or hidden, the title leads and pinned columns come before the others', () => {
  fc.assert(
    fc.property(
      layouts,
      fc.constantFrom(...names),
      fc.constantFrom(...names),
      fc.boolean(),
      (columns, field, target, flag) => {
        for (const next of [
          moveColumn(columns, field, target, flag ? 'before' : 'after'),
          shiftColumn(columns, field, flag ? -1 : 1),
          pinColumn(columns, field, flag),
          toggleColumn(deal, columns, field),
        ]) {
          expect(next[0]?.field).toBe('title');
          const pins = next.slice(1).map((column) => column.pinned);
          expect(pins).toEqual(pins.toSorted((a, b) => Number(b) - Number(a)));
          expect(new Set(fieldsOf(next)).size).toBe(next.length);
        }
      },
    ),
  );
});

test('a column that is moved stands beside the one it was dropped on', () => {
  const columns = firstColumns(deal);
  expect(fieldsOf(moveColumn(columns, 'owner', 'value', 'before')).slice(0, 3)).toEqual([
    'title',
    'owner',
    'value',
  ]);
  expect(fieldsOf(moveColumn(columns, 'value', 'stage', 'after')).slice(0, 3)).toEqual([
    'title',
    'stage',
    'value',
  ]);
});

test('fields that no longer exist, and broken views, leave a usable table', () => {
  expect(fieldsOf(readColumns(deal, 'gone:100,value:-5,value:9999'))).toEqual(['title', 'value']);
  expect(fieldsOf(columnsOfView(deal, [{ field: 'stage', width: 99 }, 7, null, 'owner']))).toEqual([
    'title',
    'stage',
    'owner',
  ]);
  expect(columnsOfView(deal, 'nonsense')).toEqual(firstColumns(deal));
});

test('pinned columns stand side by side', () => {
  const columns = pinColumn(
    readColumns(deal, 'title:200:start,value:100,stage:120'),
    'stage',
    true,
  );
  expect([...pinnedOffsets(columns, 40)]).toEqual([
    ['title', 40],
    ['stage', 240],
  ]);
});
