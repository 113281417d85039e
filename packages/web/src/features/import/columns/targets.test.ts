import { shipped } from '@relata/model';
import { expect, test } from 'vitest';
import { targetFinder, targetGroups } from './targets.ts';

const keysOf = (names: string[]) =>
  targetGroups(shipped, names).flatMap((group) => group.targets.map((target) => target.key));

test('a row of people may fill the person, and the company that it names', () => {
  const groups = targetGroups(shipped, ['person']);
  expect(groups.map((group) => group.through?.field ?? '')).toEqual(['', 'company']);
  const [own, company] = groups;
  expect(own?.targets.slice(0, 4).map((target) => target.name)).toEqual([
    'name',
    'firstName',
    'middleName',
    'lastName',
  ]);
  expect(company?.targets[0]).toMatchObject({ field: 'company.name', via: 'company' });
});

test('a row of deals names its company and its people, of whom there may be several', () => {
  const groups = targetGroups(shipped, ['deal']);
  const people = groups.find((group) => group.through?.field === 'people');
  expect(people?.targets[0]).toMatchObject({ field: 'people.name', isOneOfMany: true });
});

test('what the engine writes by itself is never offered', () => {
  for (const name of ['person', 'company', 'deal', 'activity'])
    for (const group of targetGroups(shipped, [name]))
      for (const { definition } of group.targets) {
        expect(definition?.writtenBy).not.toBe('system');
        expect(definition?.kind).not.toBe('files');
      }
});

test('no two targets of a file are the same, also where it holds several kinds of records', () => {
  for (const names of [['person'], ['company'], ['deal'], ['person', 'company']]) {
    const keys = keysOf(names);
    expect(new Set(keys).size).toBe(keys.length);
  }
});

test('what every row of a mixed file has is offered once for all of them', () => {
  const groups = targetGroups(shipped, ['person', 'company']);
  expect(groups[0]).toMatchObject({ object: null });
  expect(groups[0]?.targets.some((target) => target.field === 'emails')).toBe(true);
  expect(groups[0]?.targets.some((target) => target.field === 'jobTitle')).toBe(false);
  // A person's name is taken apart, a company's is not.
  expect(groups[0]?.targets.some((target) => target.field === 'name')).toBe(false);
});

test('an entry is found by its own words and by what they stand for', () => {
  const find = targetFinder(shipped, ['person'], targetGroups(shipped, ['person']));
  expect(find({ field: 'name' })?.kind).toBe('fullName');
  expect(find({ field: 'company' })?.field).toBe('company.name');
  expect(find({ field: 'addresses' })?.part).toBe('street');
  expect(find({ field: 'addresses', part: 'city' })?.part).toBe('city');
  expect(find({ field: 'shoeSize' })).toBeUndefined();
});

test('in a mixed file an entry for one kind of rows is found there', () => {
  const names = ['person', 'company'];
  const find = targetFinder(shipped, names, targetGroups(shipped, names));
  expect(find({ field: 'jobTitle' })?.holder.name).toBe('person');
  expect(find({ field: 'name', object: 'company' })?.holder.name).toBe('company');
  expect(find({ field: 'emails' })?.object).toBeUndefined();
});
