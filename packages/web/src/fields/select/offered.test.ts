import { expect, test } from 'vitest';
import { offered } from './offered.ts';

test('an entry that is hidden is offered only where it stands already', () => {
  const options = [{ value: 'A' }, { value: 'B', hidden: true }];
  expect(offered({ options }, [])).toEqual(['A']);
  expect(offered({ options }, ['B'])).toEqual(['A', 'B']);
});
