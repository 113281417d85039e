import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readConfig, rotateSecret } from './config.ts';

const folder = mkdtempSync(join(tmpdir(), 'relata-config-'));
const env = { DATA_DIR: folder };

afterAll(() => rmSync(folder, { recursive: true }));

test('without any setting it serves this machine alone, on port 8080', () => {
  expect(readConfig(env)).toMatchObject({
    port: 8080,
    host: '127.0.0.1',
    dataDir: folder,
    databaseUrl: undefined,
    publicUrl: 'http://127.0.0.1:8080',
    logLevel: 'info',
    admin: undefined,
  });
});

test('a secret is made once, for nobody else to read', () => {
  const { secret } = readConfig(env);
  expect(secret.length).toBeGreaterThanOrEqual(32);
  expect(readConfig(env).secret).toBe(secret);
  expect(statSync(join(folder, 'secret')).mode & 0o077).toBe(0);
  expect(readFileSync(join(folder, 'secret'), 'utf8').trim()).toBe(secret);
});

test('T27 a secret is rotated with a command; the one before still opens, the one before that does not', () => {
  const place = { DATA_DIR: join(folder, 'rotated') };
  const first = readConfig(place).secret;
  expect(rotateSecret(place)).toMatch(/Start Relata again/);
  const second = readConfig(place);
  expect(second.secret).not.toBe(first);
  expect(second.olderSecrets).toEqual([first]);
  rotateSecret(place);
  expect(readConfig(place).olderSecrets).toEqual([second.secret]);
  expect(statSync(join(place.DATA_DIR, 'secret')).mode & 0o077).toBe(0);

  const long = 'one of several that are long enough';
  expect(
    readConfig({ ...env, SECRET: first, OLD_SECRETS: `${long}1,${long}2`.replaceAll(' ', '-') }),
  ).toMatchObject({
    secret: first,
    olderSecrets: [1, 2].map((n) => `${long}${n}`.replaceAll(' ', '-')),
  });
  expect(() => rotateSecret({ ...place, SECRET: first })).toThrow(/OLD_SECRETS/);
});

test('an empty secret file does not sign anything', () => {
  const other = join(folder, 'other');
  readConfig({ DATA_DIR: other });
  writeFileSync(join(other, 'secret'), '');
  expect(() => readConfig({ DATA_DIR: other })).toThrow(/cannot be used/);
});

test('what may be reached besides the public web is read at once, or nothing starts', () => {
  expect(readConfig(env).outboundAllow).toEqual([]);
  expect(readConfig({ ...env, OUTBOUND_ALLOW: '10.0.0.0/8, idp:8443' }).outboundAllow).toHaveLength(
    2,
  );
  expect(() => readConfig({ ...env, OUTBOUND_ALLOW: '10.0.0.0/40' })).toThrow(
    'OUTBOUND_ALLOW cannot be read: 10.0.0.0/40 is no name, address or network.',
  );
});

test('the first administrator comes from the environment', () => {
  const more = {
    RELATA_ADMIN_EMAIL: 'ana@example.com',
    RELATA_ADMIN_PASSWORD: 'x',
    RELATA_WORKSPACE: 'Acme',
  };
  expect(readConfig({ ...env, ...more }).admin).toEqual({
    email: 'ana@example.com',
    password: 'x',
    workspace: 'Acme',
  });
});

test.each([
  [{ PORT: 'eighty' }, /PORT must be a number/],
  [{ PORT: '70000' }, /PORT must be a number/],
  [{ RATE_LIMIT: 'none' }, /RATE_LIMIT must be a number/],
  [{ SECRET: 'short' }, /at least 32/],
  [{ OLD_SECRETS: 'short' }, /each of OLD_SECRETS must have at least 32/],
  [{ LOG_LEVEL: 'loud' }, /LOG_LEVEL must be one of/],
  [{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL must start with postgres:/],
  [{ PUBLIC_URL: 'crm.example' }, /PUBLIC_URL must start with/],
  [{ RELATA_ADMIN_EMAIL: 'ana@example.com' }, /only work together/],
])('%o is refused in one sentence', (wrong, sentence) => {
  expect(() => readConfig({ ...env, ...wrong })).toThrow(sentence);
});
