import { expect, test } from 'vitest';
import { choicesFor, propose, type Stop } from './mapping.ts';

const way = (...names: string[]): Stop[] =>
  names.map((title, i) => ({
    id: `${title} ${i}`,
    title,
    means: title === 'Won' || title === 'Lost' ? title.toLowerCase() : 'open',
  }));
const sales = way('New', 'Offer', 'Talks', 'Won', 'Lost');
const at = (name: string) =>
  sales.find(({ title }) => title === name) ?? { id: '', title: '', means: '' };
const goes = (name: string, target: Stop[]) =>
  propose(at(name), sales, choicesFor(at(name), target))?.title;

test('a deal goes to the stage of the same name, whatever its accents and case', () => {
  expect(goes('Offer', way('Asked', 'OFFÉR', 'Signed', 'Won', 'Lost'))).toBe('OFFÉR');
});

test('without such a stage it goes as far along as it was', () => {
  const target = way('Asked', 'Visited', 'Sketched', 'Priced', 'Signed', 'Won', 'Lost');
  expect(goes('New', target)).toBe('Asked');
  expect(goes('Offer', target)).toBe('Sketched');
  expect(goes('Talks', target)).toBe('Signed');
});

test('what is open stays open, and what has ended has ended', () => {
  const target = way('Only', 'Won', 'Lost');
  expect(goes('Talks', target)).toBe('Only');
  expect(goes('Won', target)).toBe('Won');
  expect(choicesFor(at('Talks'), target).map(({ title }) => title)).toEqual(['Only']);
  expect(goes('Lost', way('Only'))).toBeUndefined();
  expect(propose(at('New'), sales, [])).toBeUndefined();
});
