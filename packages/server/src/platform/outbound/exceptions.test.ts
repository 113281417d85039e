import { expect, test } from 'vitest';
import { isExcepted, readExceptions } from './exceptions.ts';

const may = (text: string, host: string, address: string, port: number): boolean =>
  isExcepted(readExceptions(text), { host, address, port });

test('the operator names hosts, addresses and networks, each with a port if it is not one of the web', () => {
  const text =
    'idp.firm.example, 10.1.0.0/16 192.168.1.7:8443,[fd00::/8]:8080 fd12::1 Mail.Firm:9000';
  expect(may(text, 'IDP.firm.example.', '10.9.9.9', 443)).toBe(true);
  expect(may(text, 'idp.firm.example', '10.9.9.9', 8443)).toBe(false);
  expect(may(text, 'evil.idp.firm.example', '10.9.9.9', 443)).toBe(false);
  expect(may(text, 'any.example', '10.1.255.1', 80)).toBe(true);
  expect(may(text, 'any.example', '10.2.0.1', 80)).toBe(false);
  expect(may(text, '192.168.1.7', '192.168.1.7', 8443)).toBe(true);
  expect(may(text, '192.168.1.7', '192.168.1.7', 443)).toBe(false);
  expect(may(text, 'any.example', 'fd77::7', 8080)).toBe(true);
  expect(may(text, 'any.example', 'fd12::1', 443)).toBe(true);
  expect(may(text, 'any.example', '::ffff:10.1.0.1', 443)).toBe(false);
  expect(may(text, 'mail.firm', '10.9.9.9', 9000)).toBe(true);
  for (const port of [25, 465, 587, 2525])
    expect(may(text, 'idp.firm.example', '10.1.0.1', port)).toBe(false);
  expect(may('', 'any.example', '127.0.0.1', 443)).toBe(false);
  expect(may('0.0.0.0/0', 'any.example', '127.0.0.1', 443)).toBe(true);
});

test.each([
  '10.0.0.0/33',
  'a b://c',
  'host:99999',
  'host:0',
  '[::1',
  'http://x',
  '10.0.0.0/x',
  '*.example',
])('what cannot be read is not passed over: %s', (text) => {
  expect(() => readExceptions(text)).toThrow(/no name, address or network/);
});
