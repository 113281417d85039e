import { expect, test } from 'vitest';
import { nextCell } from './next-cell.ts';

/** Three columns, of which the middle one is not for people; the third row is the heading of a group. */
const rows = { editable: [true, false, true], isHeading: (row: number) => row === 2, rows: 5 };

test('Tab goes to the next cell that may be changed, and from the last one to the next row', () => {
  expect(nextCell({ row: 0, column: 0 }, 'next', 0, rows)).toEqual({ row: 0, column: 2 });
  expect(nextCell({ row: 0, column: 2 }, 'next', 0, rows)).toEqual({ row: 1, column: 0 });
  expect(nextCell({ row: 1, column: 2 }, 'next', 0, rows)).toEqual({ row: 3, column: 0 });
  expect(nextCell({ row: 4, column: 2 }, 'next', 0, rows)).toBeUndefined();
});

test('Shift+Tab goes the same way back', () => {
  expect(nextCell({ row: 0, column: 2 }, 'previous', 2, rows)).toEqual({ row: 0, column: 0 });
  expect(nextCell({ row: 3, column: 0 }, 'previous', 0, rows)).toEqual({ row: 1, column: 2 });
  expect(nextCell({ row: 0, column: 0 }, 'previous', 0, rows)).toBeUndefined();
});

test('Enter goes to the next row, to the column where this one was begun', () => {
  expect(nextCell({ row: 0, column: 2 }, 'down', 0, rows)).toEqual({ row: 1, column: 0 });
  expect(nextCell({ row: 1, column: 0 }, 'down', 0, rows)).toEqual({ row: 3, column: 0 });
  expect(nextCell({ row: 4, column: 0 }, 'down', 0, rows)).toBeUndefined();
});
