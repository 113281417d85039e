import { objectOf, shipped } from '@relata/model';
import { expect, test } from 'vitest';
import { cardFields, groupFields, possibleCardFields, readCards } from './group-fields.ts';

const deal = objectOf(shipped, 'deal');

test('a board of deals can be made by stage or by a list, but not by what only actions change', () => {
  expect(groupFields(deal)).toContain('stage');
  expect(groupFields(deal)).toContain('source');
  expect(groupFields(deal)).not.toContain('status');
  expect(groupFields(deal)).not.toContain('pipeline');
});

test('cards do not repeat what their column says', () => {
  expect(cardFields(deal, 'stage')).not.toContain('stage');
  expect(cardFields(deal, 'stage')).toContain('value');
});

test('fields that no longer exist are left out of a saved view', () => {
  expect(readCards(deal, 'value,gone,company')).toEqual(['value', 'company']);
});

test('what a card starts with can also be chosen', () => {
  for (const object of Object.values(shipped.objects))
    for (const group of groupFields(object))
      for (const name of cardFields(object, group))
        expect(possibleCardFields(object)).toContain(name);
});
