import { createHmac } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browsing, seen, soon } from './browser.ts';
import { followSession, proveAgain } from './prove-again.ts';
import { type Firm, type Server, setUpFirm, startServer } from './server.ts';

const { open } = browsing();
let server: Server;
let firm: Firm;
/** Passkeys belong to a name, not to a number. */
let home: string;

beforeAll(async () => {
  server = await startServer({ PUBLIC_URL: 'http://localhost:PORT' });
  home = server.url.replace('127.0.0.1', 'localhost');
  firm = { ...(await setUpFirm(server)), url: home };
});
afterAll(() => server.stop());

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What an authenticator app shows; `later` steps of thirty seconds from now. */
function codeOf(secret: string, later = 0): string {
  const bits = [...secret]
    .map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const mac = createHmac('sha1', key).update(counter).digest();
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, '0');
}

async function givePassword(page: Page, password = firm.password): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail' }).fill(firm.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

const navigation = (page: Page) => page.getByRole('navigation', { name: 'Main navigation' });

test('somebody sets an authenticator app up, signs in with it and once with a recovery code', async () => {
  const page = await open(firm, `${home}/settings/security`);
  await page.getByRole('button', { name: 'Set up: Authenticator app' }).click();
  await proveAgain(page, firm);
  const enrol = page.getByRole('dialog', { name: 'Set up an authenticator app' });
  await seen(enrol.getByRole('img', { name: 'QR code for the authenticator app' }));
  firm = await followSession(page, firm);
  const secret = (await enrol.locator('code').innerText()).replaceAll(' ', '');
  const used = codeOf(secret);
  await enrol.getByRole('textbox', { name: 'Code that the app shows' }).fill(used);
  await enrol.getByRole('button', { name: 'Confirm' }).click();
  const kept = page.getByRole('dialog', { name: 'Your recovery codes' });
  const codes = (await kept.locator('pre').innerText()).trim().split(/\s+/);
  expect(codes).toHaveLength(10);
  await kept.getByRole('button', { name: 'I have kept them' }).click();
  await seen(page.getByText('10 are left.', { exact: false }));

  const elsewhere = await open(null, `${home}/sign-in`);
  await givePassword(elsewhere);
  await seen(elsewhere.getByRole('heading', { name: 'One more step' }));
  const code = elsewhere.getByRole('textbox', { name: 'Code from your authenticator app' });
  await code.fill(used);
  await elsewhere.getByRole('button', { name: 'Continue' }).click();
  await seen(elsewhere.getByText('This code is wrong, used or too old.', { exact: false }));
  await code.fill(codeOf(secret, 1));
  await elsewhere.getByRole('button', { name: 'Continue' }).click();
  await seen(navigation(elsewhere));

  const third = await open(null, `${home}/sign-in`);
  await givePassword(third);
  await third.getByRole('button', { name: 'Use a recovery code' }).click();
  await third.getByRole('textbox', { name: 'Recovery code' }).fill(codes[0]?.toLowerCase() ?? '');
  await third.getByRole('button', { name: 'Continue' }).click();
  await seen(navigation(third));

  // Three devices; all others go with one press.
  await page.reload();
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await seen(page.getByText('Signed out', { exact: true }));
  await third.goto(`${home}/people`);
  await seen(third.getByRole('heading', { name: 'Sign in to Relata' }));

  await page.getByRole('button', { name: 'Remove: Authenticator app' }).click();
  await seen(page.getByRole('button', { name: 'Set up: Authenticator app' }));
});

test('where the workspace asks for a second factor, a passkey is one, and signs in by itself', async () => {
  await firm.client.changeWorkspace({ requireSecondFactor: true });
  const page = await open(null, `${home}/sign-in`);
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('WebAuthn.enable');
  await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await givePassword(page);
  await seen(page.getByRole('heading', { name: 'Set up a second factor' }));
  await page.goto(`${home}/people`);
  await seen(page.getByRole('heading', { name: 'Set up a second factor' }));
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  const naming = page.getByRole('dialog', { name: 'Add a passkey' });
  await naming.getByRole('textbox', { name: 'What is it called?' }).fill('Laptop');
  await naming.getByRole('button', { name: 'Add a passkey' }).click();
  await proveAgain(page, firm);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await seen(page.getByText(/Laptop · Added/));
  await page.getByRole('button', { name: 'Go on' }).click();
  await seen(navigation(page));

  await page.context().clearCookies();
  await page.goto(`${home}/sign-in`);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await seen(navigation(page));

  // The password alone is not enough any more.
  await page.context().clearCookies();
  await page.goto(`${home}/sign-in`);
  await givePassword(page);
  await seen(page.getByRole('heading', { name: 'One more step' }));
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await seen(navigation(page));
  const cookies = await page.context().cookies();
  expect(cookies.map(({ name }) => name)).not.toContain('relata.second_factor');
  await firm.client.changeWorkspace({ requireSecondFactor: false });
});

test('a key is made, shown once and ended', async () => {
  const other = await startServer();
  try {
    const own = await setUpFirm(other);
    const page = await open(own, `${own.url}/settings/keys`);
    await page.getByRole('textbox', { name: 'What is it for?' }).fill('Nightly export');
    await page.getByRole('button', { name: 'Make a key' }).click();
    const key = await page.getByRole('status').locator('code').innerText();
    const me = () => fetch(`${own.url}/api/v1/me`, { headers: { authorization: `Bearer ${key}` } });
    expect((await me()).status).toBe(200);
    await page.reload();
    await seen(page.getByText('Nightly export'));
    expect(await page.getByText(key).count()).toBe(0);
    await page.getByRole('button', { name: 'End the key: Nightly export' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End the key' }).click();
    await soon(async () => (await me()).status).toBe(401);

    // Without a way to send mail the page says so; with a wrong link, too.
    const stranger = await open(null, `${own.url}/sign-in`);
    await stranger.getByRole('link', { name: 'Forgot your password?' }).click();
    await seen(stranger.getByRole('heading', { name: 'Forgot your password?' }));
    await stranger.getByRole('textbox', { name: 'E-mail' }).fill(own.email);
    await stranger.getByRole('button', { name: 'Send the link' }).click();
    await seen(stranger.getByText('This server sends no e-mail.', { exact: false }));
    await stranger.goto(`${own.url}/new-password#not-a-link`);
    await stranger
      .getByRole('textbox', { name: 'New password' })
      .fill('four unrelated words again');
    await stranger.getByRole('button', { name: 'Set the password' }).click();
    await seen(stranger.getByText('It has been used, is too old', { exact: false }));
    expect(stranger.url()).not.toContain('not-a-link');
  } finally {
    await other.stop();
  }
});
