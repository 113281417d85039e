import { type CatalogObject, type Field, objectOf, shipped } from '@relata/model';
import { expect, test } from 'vitest';
import { rulesFor } from './rules-for.ts';

const deal = objectOf(shipped, 'deal');
const context = { me: '1', team: { teams: [], people: [] }, timeZone: 'UTC', rate: () => null };
const required = Object.keys(deal.fields).filter((name) => deal.fields[name]?.required);

test('whoever the rules do not bind still fills in what is always required, and can change it in place', () => {
  const exempt = rulesFor({ catalog: shipped, isExempt: true, context });
  expect(required).toContain('pipeline');
  for (const name of required) {
    expect(exempt.isRequired(deal, name, {})).toBe(true);
    expect(exempt.isReadOnly(deal, name, {})).toBe(false);
  }
});

test('a rule that locks a field binds the others alone, what is counted everybody', () => {
  const stage: Field = { kind: 'link', to: 'stage', readOnlyWhen: { status: { eq: 'won' } } };
  const object: CatalogObject = { ...deal, fields: { ...deal.fields, stage } };
  const catalog = { ...shipped, objects: { ...shipped.objects, deal: object } };
  const won = { status: 'won', budgetType: 'perDay', rate: { amount: '1', currency: 'EUR' } };
  for (const isExempt of [true, false]) {
    const rules = rulesFor({ catalog, isExempt, context });
    expect(rules.isReadOnly(object, 'stage', won)).toBe(!isExempt);
    expect(rules.isCounted(object, 'value', won)).toBe(true);
  }
});
