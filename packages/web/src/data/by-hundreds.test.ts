import { expect, test } from 'vitest';
import { byHundreds } from './by-hundreds.ts';

test('however many records are asked about, no address names more than a hundred, and none is left out', () => {
  const ids = Array.from({ length: 250 }, (_, at) => `record ${at}`);
  expect(byHundreds(ids).map((part) => part.length)).toEqual([100, 100, 50]);
  expect(byHundreds(ids).flat()).toEqual(ids);
  expect(byHundreds([])).toEqual([]);
});
