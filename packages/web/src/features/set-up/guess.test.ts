import { expect, test } from 'vitest';
import { guessCurrency, guessLocale } from './guess.ts';

test('the currency follows the clock of the machine, then the language of the browser', () => {
  expect(guessCurrency('en-US', 'Europe/Warsaw')).toBe('PLN');
  expect(guessCurrency('pt-BR', 'America/Sao_Paulo')).toBe('BRL');
  expect(guessCurrency('it', 'Europe/Rome')).toBe('EUR');
  expect(guessCurrency('ja', 'Asia/Tokyo')).toBe('JPY');
  expect(guessCurrency('en-GB', 'Etc/UTC')).toBe('GBP');
});

test('dates are written as the browser has it, where that is the chosen language', () => {
  expect(guessLocale('en', ['pl', 'en-GB', 'en'])).toBe('en-GB');
  expect(guessLocale('it', ['en-US'])).toBe('it');
});
