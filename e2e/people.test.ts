import { createClient } from '@relata/client';
import { company, deal } from '@relata/model';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { choose } from './list.ts';

const { open, firm, server } = aFirm();

/** The API with the session of the page. */
async function clientOf(page: Page) {
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return createClient({ baseUrl: server.url, headers: { cookie } });
}

/** Somebody comes in by an invitation, without a screen. */
async function join(email: string, name: string): Promise<void> {
  const { link } = await firm.client.invite({ email, role: 'salesperson' });
  const token = new URL(link).searchParams.get('token') ?? '';
  await createClient({ baseUrl: server.url }).acceptInvitation({
    token,
    name,
    password: firm.password,
  });
}

test('somebody is invited, comes in by the link once, works, and leaves their work to another', async () => {
  const page = await open(firm, `${firm.url}/settings/users`);
  await seen(page.getByRole('heading', { name: 'Users' }));
  await page.getByRole('button', { name: 'Invite' }).click();
  const inviting = page.getByRole('dialog', { name: 'Invite somebody' });
  await inviting.getByRole('textbox', { name: 'E-mail' }).fill('rui@northwind.example');
  await inviting.getByRole('button', { name: 'Invite' }).click();
  await seen(inviting.getByText('This server sends no e-mail'));
  const link = await inviting.getByRole('textbox', { name: 'Link' }).inputValue();
  await inviting.getByRole('button', { name: 'Close' }).last().click();
  const invitations = page.getByRole('table', { name: 'Invitations' });
  await seen(invitations.getByRole('row', { name: /rui@northwind\.example.*Pending/ }));

  const guest = await open(null, link);
  await seen(guest.getByRole('heading', { name: 'Join Northwind Sails' }));
  await guest.getByRole('textbox', { name: 'Your name' }).fill('Rui Costa');
  await guest.getByRole('textbox', { name: 'Password' }).fill('short');
  await guest.getByRole('button', { name: 'Accept the invitation' }).click();
  await seen(guest.getByRole('alert'));
  await guest.getByRole('textbox', { name: 'Password' }).fill('a lantern for the otter');
  await guest.getByRole('button', { name: 'Accept the invitation' }).click();
  await soon(() => new URL(guest.url()).pathname).toBe('/deals');
  await seen(guest.getByRole('navigation').first());

  const late = await open(null, link);
  await seen(late.getByRole('alert').getByText('It works once.'));

  const rui = await clientOf(guest);
  const sails = (await rui.create(deal, { name: 'Storm sails' })).data;
  const yard = (await rui.create(company, { name: 'Porto Yard' })).data;
  await guest.goto(`${firm.url}/settings/users`);
  await seen(guest.getByRole('grid'));
  expect(await guest.getByRole('button', { name: 'Invite' }).count()).toBe(0);
  expect(await guest.getByRole('link', { name: 'Audit log' }).count()).toBe(0);

  await page.reload();
  const people = page.getByRole('table', { name: 'Users' });
  await seen(people.getByRole('row', { name: /Rui Costa.*Salesperson/ }));
  await page.getByRole('button', { name: 'Actions for Rui Costa' }).click();
  await page.getByRole('menuitem', { name: 'Deactivate' }).click();
  const leaving = page.getByRole('dialog', { name: 'Deactivate Rui Costa?' });
  await seen(leaving.getByText('1 · Deals'));
  await seen(leaving.getByText('1 · Companies'));
  await choose(leaving, 'Hand over to', 'Ada Moreira');
  await leaving.getByRole('button', { name: 'Deactivate and hand over' }).click();
  await gone(leaving);
  const ada = (await firm.client.me()).user.id;
  await soon(async () => (await firm.client.read(deal, sails.id)).owner).toBe(ada);
  await soon(async () => (await firm.client.read(company, yard.id)).owner).toBe(ada);
  await seen(page.getByText('1 inactive'));

  await guest.reload();
  await soon(() => new URL(guest.url()).pathname).toBe('/sign-in');

  await page.getByRole('link', { name: 'Audit log' }).click();
  const log = page.getByRole('table', { name: 'Audit log' });
  await seen(log.getByRole('row', { name: /Ada Moreira Handed over/ }));
  await seen(log.getByRole('row', { name: /Rui Costa Accepted an invitation/ }));
  await page.getByRole('button', { name: 'Check the log' }).click();
  await seen(page.getByText(/entries, all as they were written/));
});

test('a smaller plan asks who goes first, and another workspace is one click away', async () => {
  await join('eva@northwind.example', 'Eva Lima');
  await join('leo@northwind.example', 'Leo Reis');
  const page = await open(firm, `${firm.url}/settings/account`);
  await seen(page.getByRole('heading', { name: 'Account', exact: true }));
  await seen(page.getByText('Unlimited').first());
  await choose(page.locator('main'), 'Plan', '1 user');
  await page.getByRole('button', { name: 'Change the plan' }).click();
  const asking = page.getByRole('dialog', { name: 'Who is to be deactivated?' });
  await seen(asking.getByRole('checkbox', { name: 'Eva Lima' }));
  await asking.getByRole('checkbox', { name: 'Leo Reis' }).uncheck();
  await seen(asking.getByRole('button', { name: 'Choose 1 more' }));
  await asking.getByRole('checkbox', { name: 'Leo Reis' }).check();
  await asking.getByRole('button', { name: 'Deactivate 2 and change the plan' }).click();
  await gone(asking);
  await seen(page.getByRole('table', { name: 'Earlier changes' }).getByText('Unlimited → '));
  expect(await firm.client.account()).toMatchObject({ seats: 1, active: 1 });

  await page.getByRole('button', { name: 'You and your settings' }).click();
  await page.getByRole('menuitem', { name: 'New workspace' }).click();
  const making = page.getByRole('dialog', { name: 'New workspace' });
  await making.getByRole('textbox', { name: 'Name' }).fill('Southwind');
  await making.getByRole('button', { name: 'Save' }).click();
  const home = page.getByRole('navigation').first();
  await seen(home.getByText('Southwind'));
  expect((await firm.client.me()).workspace.name).toBe('Southwind');
  await page.getByRole('button', { name: 'You and your settings' }).click();
  await page.getByRole('menuitemradio', { name: 'Northwind Sails' }).click();
  await seen(home.getByText('Northwind Sails'));
  expect((await firm.client.me()).workspace.name).toBe('Northwind Sails');
});
