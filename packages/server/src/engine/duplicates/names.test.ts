import { expect, test } from 'vitest';
import { likeness, nameKeys } from './names.ts';

const meet = (a: string, b: string): boolean => {
  const [one, other] = [a, b].map(nameKeys);
  const keys = (of: typeof one) => [of?.skeleton, ...(of?.parts ?? [])];
  return keys(one).some((key) => key && keys(other).includes(key));
};

test.each([
  ['Acme Ltda', 'ACME S.A.', 'same'],
  ['Acme S/A', 'Acme', 'same'],
  ['Kowalski i Syn Sp. z o.o.', 'Kowalski Syn', 'same'],
  ['Rossi S.r.l.', 'ROSSI SRL', 'same'],
  ['Metalúrgica São João', 'Sao Joao Metalurgica', 'same'],
  ['Ana Souza', 'Souza, Ana', 'same'],
  ['Ana Souza', 'Ana Sousa', 'similar'],
  ['Lourenço Calçados', 'Lourenso Calcados', 'similar'],
  ['Metalurgica', 'Metalurgia', 'similar'],
  ['Wisniewski Transport', 'Wiśniewsky Transport', 'similar'],
  ['Fabrizio Martinelli', 'Fabrizio Martineli', 'similar'],
  ['Tecnologia Horizonte', 'Tecnolgoia Horizonte', 'similar'],
])('%s and %s may be one: %s', (a, b, how) => {
  expect([likeness(a, b), likeness(b, a)]).toEqual([how, how]);
  expect(meet(a, b)).toBe(true);
});

test.each([
  ['Davi Mar', 'Eva Mar'],
  ['Plot 17', 'Plot 18'],
  ['AB123', 'AB124'],
  ['Rossi', 'Bianchi'],
  ['Ana', 'Eva'],
  ['', ''],
  ['Ltda', ''],
])('%s and %s are two', (a, b) => {
  expect(likeness(a, b)).toBeNull();
});
