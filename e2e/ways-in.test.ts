import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type IdentityProvider,
  openIdentityProvider,
} from '../packages/server/src/test/identity-provider.ts';
import { type Mailbox, openMailbox } from '../packages/server/src/test/mailbox.ts';
import { browsing, seen } from './browser.ts';
import { followSession, proveAgain } from './prove-again.ts';
import { type Firm, type Server, setUpFirm, startServer } from './server.ts';

const { open } = browsing();
let mailbox: Mailbox;
let provider: IdentityProvider;
let server: Server | undefined;
let firm: Firm;

beforeAll(async () => {
  mailbox = await openMailbox();
  provider = await openIdentityProvider(async ({ issuer, clientId, clientSecret, name }) => {
    server = await startServer({
      SMTP_URL: mailbox.smtpUrl,
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_NAME: name,
    });
    firm = await setUpFirm(server);
    return `${server.url}/api/auth/oidc/return`;
  });
});
afterAll(async () => {
  await server?.stop();
  await provider.stop();
  await mailbox.stop();
});

const navigation = (page: Page) => page.getByRole('navigation', { name: 'Main navigation' });

/** The link of the last letter to this address. */
async function linkTo(address: string, path: string): Promise<string> {
  const { text } = await mailbox.to(address);
  const link = text.split(/\s+/).find((word) => word.startsWith(`${firm.url}/${path}#`));
  if (!link) throw new Error(`no link in: ${text}`);
  return link;
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('somebody connects their account at the provider, and signs in by it', async () => {
  const page = await open(firm, `${firm.url}/settings/security`);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await proveAgain(page, firm);
  await seen(page.getByText('Connected', { exact: true }));
  firm = await followSession(page, firm);
  expect((await mailbox.to(firm.email)).text).toContain('connected with another way to sign in');

  const elsewhere = await open(null, `${firm.url}/sign-in?to=/companies`);
  await elsewhere.getByRole('link', { name: 'Sign in with Firm ID' }).click();
  await seen(navigation(elsewhere));
  expect(new URL(elsewhere.url()).pathname).toBe('/companies');

  // Somebody whom nobody here knows stays outside, and is told why.
  provider.account.sub = 'subject-2';
  const stranger = await open(null, `${firm.url}/sign-in`);
  await stranger.getByRole('link', { name: 'Sign in with Firm ID' }).click();
  await seen(
    stranger.getByText('This account is not connected with anybody here.', { exact: false }),
  );
});

test('somebody gets another e-mail address by the link that is sent to it', async () => {
  const moved = 'ada.moreira@northwind.example';
  const page = await open(firm, `${firm.url}/settings/security`);
  await page.getByRole('button', { name: 'Change: E-mail address' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change your e-mail address' });
  await dialog.getByRole('textbox', { name: 'New e-mail address' }).fill(moved);
  await dialog.getByRole('button', { name: 'Send the link' }).click();
  // The password that was given a moment ago in this session still counts.
  await seen(dialog.getByText(`If nobody else has ${moved}`, { exact: false }));

  const letter = await open(null, await linkTo(moved, 'new-email'));
  await letter.getByRole('button', { name: 'Confirm' }).click();
  await seen(letter.getByText(`You sign in with ${moved} from now on.`, { exact: false }));
  expect(letter.url()).not.toContain('#');
  await page.reload();
  await seen(page.getByText(moved, { exact: true }));
  await page.goto(`${firm.url}/settings/profile`);
  await seen(navigation(page));
  expect(await page.getByRole('textbox', { name: 'E-mail' }).inputValue()).toBe(moved);
  firm = { ...firm, email: moved };
});

test('somebody who forgot their password sets a new one by a letter, and is out everywhere else', async () => {
  const password = 'four other words together';
  const before = await open(firm, `${firm.url}/people`);
  await seen(navigation(before));
  const page = await open(null, `${firm.url}/sign-in`);
  await page.getByRole('textbox', { name: 'E-mail' }).fill(firm.email);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await seen(page.getByRole('heading', { name: 'Forgot your password?' }));
  // What they typed has come along.
  await page.getByRole('button', { name: 'Send the link' }).click();
  await seen(page.getByText('a letter is on its way', { exact: false }));

  const link = await linkTo(firm.email, 'new-password');
  await page.goto(link);
  await page.getByRole('textbox', { name: 'New password' }).fill(password);
  await page.getByRole('button', { name: 'Set the password' }).click();
  await seen(page.getByText('The new password is set.', { exact: false }));
  await page.getByRole('link', { name: 'Back to sign in' }).click();
  await signIn(page, firm.email, firm.password);
  await seen(page.getByRole('alert'));
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await signIn(page, firm.email, password);
  await seen(navigation(page));
  await before.reload();
  await seen(before.getByRole('heading', { name: 'Sign in to Relata' }));

  // The link worked once.
  const again = await open(null, link);
  await again.getByRole('textbox', { name: 'New password' }).fill(`${password} again`);
  await again.getByRole('button', { name: 'Set the password' }).click();
  await seen(again.getByText('It has been used, is too old', { exact: false }));
});
