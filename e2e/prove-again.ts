import { createClient } from '@relata/client';
import type { Page } from 'playwright-core';
import type { Firm } from './server.ts';

/** Gives the password once more where the page asks whether it is really them. */
export async function proveAgain(page: Page, { password }: Pick<Firm, 'password'>): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Is it you?' });
  await dialog.getByRole('textbox', { name: 'Password' }).fill(password);
  await dialog.getByRole('button', { name: 'Continue' }).click();
}

/** The firm by the page's session of now: it got another id with the password, and the old one ends in seconds. */
export async function followSession(page: Page, firm: Firm): Promise<Firm> {
  const [name = ''] = firm.cookie.split('=');
  const now = (await page.context().cookies()).find((one) => one.name === name);
  const cookie = `${name}=${now?.value}`;
  return { ...firm, cookie, client: createClient({ baseUrl: firm.url, headers: { cookie } }) };
}
