import { shipped } from '@relata/model';
import { expect, test } from 'vitest';
import { proposeName, proposePlural } from './propose.ts';

test('names for programs follow from what people call an object, in any language', () => {
  expect(proposeName(shipped, 'Rental contract')).toBe('rentalContract');
  expect(proposeName(shipped, 'Nieruchomość')).toBe('nieruchomosc');
  expect(proposePlural(shipped, 'Imóveis à venda')).toBe('imoveis-a-venda');
  expect(proposeName(shipped, '')).toBe('');
});

test('a proposal is never what is there already or means something else', () => {
  expect(proposeName(shipped, 'Deal')).toBe('deal2');
  expect(proposeName(shipped, 'Lead')).toBe('lead2');
  expect(proposePlural(shipped, 'Deals')).toBe('deals-2');
  expect(proposePlural(shipped, 'Settings')).toBe('settings-2');
  expect(proposeName(shipped, '3D print')).toBe('object3dPrint');
});
