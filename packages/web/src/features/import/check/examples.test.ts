import { expect, test } from 'vitest';
import { dateExample, decimalExample } from './examples.ts';

test('the example of a date is one that reads differently in the other order', () => {
  const samples = ['05/05/2025', '03/04/2025'];
  expect(dateExample(samples, 'DMY')).toEqual({ text: '03/04/2025', read: '2025-04-03' });
  expect(dateExample(samples, 'MDY')).toEqual({ text: '03/04/2025', read: '2025-03-04' });
});

test('a date that an order cannot read is no example of it', () => {
  expect(dateExample(['25/12/2025'], 'MDY')).toBeNull();
  expect(dateExample(['25/12/2025'], 'DMY')?.read).toBe('2025-12-25');
  expect(dateExample(['next week', '31/02/2025'], 'DMY')).toBeNull();
});

test('a number is shown as each decimal sign makes it', () => {
  expect(decimalExample(['R$ 1.234'], ',')).toEqual({ text: 'R$ 1.234', read: '1234' });
  expect(decimalExample(['R$ 1.234'], '.')).toEqual({ text: 'R$ 1.234', read: '1.234' });
});

test('numbers without any mark show nothing', () => {
  expect(decimalExample(['12', '300'], ',')).toBeNull();
});
