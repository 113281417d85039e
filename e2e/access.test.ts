import { createClient } from '@relata/client';
import { company, deal, person } from '@relata/model';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { choose } from './list.ts';

const { open, firm, server } = aFirm();

/** Somebody who comes in by an invitation, without a screen, and signs in on one. */
async function join(name: string, role = 'salesperson') {
  const email = `${name.toLowerCase()}@northwind.example`;
  const { link } = await firm.client.invite({ email, role });
  const token = new URL(link).searchParams.get('token') ?? '';
  const answer = await fetch(`${firm.url}/api/v1/invitations/accept`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token, name, password: firm.password }),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  const client = createClient({ baseUrl: server.url, headers: { cookie } });
  return { client, firm: { url: firm.url, cookie }, id: (await client.me()).user.id };
}

interface Made {
  data: { id: string; access: string };
}

/** With its access, which the client knows of no shipped definition. */
const make = async (plural: string, body: object) =>
  (await firm.client.ask<Made>(`/${plural}`, { method: 'POST', body })).data;

const node = (tree: Locator, name: string) => tree.getByRole('treeitem', { name }).first();

test('the org chart is walked with the keys, changed, and refuses a circle in words', async () => {
  const [rui, eva] = [await join('Rui'), await join('Eva')];
  await firm.client.changePerson(eva.id, { manager: rui.id });
  const page = await open(firm, `${firm.url}/settings/org-chart`);
  const tree = page.getByRole('tree', { name: 'Org chart' });
  await seen(tree.getByText('1 below'));
  await node(tree, 'Ada Moreira').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await gone(tree.getByText('Eva', { exact: true }));
  await page.keyboard.press('ArrowRight');
  await seen(tree.getByText('Eva', { exact: true }));

  await page.getByRole('button', { name: 'Change Rui' }).click();
  const dialog = page.getByRole('dialog');
  await choose(dialog, 'Reports to', 'Ada Moreira');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await gone(dialog);
  await seen(tree.getByText('2 below'));
  const refused = firm.client.changePerson(rui.id, { manager: eva.id });
  await expect(refused).rejects.toMatchObject({
    errors: [{ field: 'manager', message: expect.stringMatching(/^Eva reports to this person/) }],
  });

  await page.getByLabel('Superiors see what their people see').check();
  await soon(async () => (await firm.client.me()).workspace.superiorsSee).toBe(true);

  const guest = await open(rui.firm, `${firm.url}/settings/org-chart`);
  await seen(guest.getByRole('tree', { name: 'Org chart' }).getByText('Eva', { exact: true }));
  expect(await guest.getByRole('button', { name: 'Change Eva' }).count()).toBe(0);
});

test('teams stand below each other with their leads, and are changed in place', async () => {
  const page = await open(firm, `${firm.url}/settings/teams`);
  await page.getByRole('button', { name: 'New team' }).click();
  const creating = page.getByRole('dialog');
  await creating.getByRole('textbox', { name: 'Name' }).fill('North');
  await creating.getByRole('button', { name: 'Save', exact: true }).click();
  const tree = page.getByRole('tree', { name: 'Teams' });
  await seen(tree.getByText('North'));
  await page.getByRole('button', { name: 'Add a team below North' }).click();
  await creating.getByRole('textbox', { name: 'Name' }).fill('City');
  await creating.getByRole('button', { name: 'Save', exact: true }).click();
  await seen(tree.getByRole('group').getByText('City'));
  await page.getByRole('button', { name: 'Change City' }).click();
  await creating.getByRole('textbox', { name: 'Name' }).fill('City West');
  await creating.getByRole('button', { name: 'Save', exact: true }).click();
  await seen(tree.getByRole('group').getByText('City West'));
  const { data } = await firm.client.list({ plural: 'teams' }, { sort: 'title' });
  expect(data.map(({ title, ['parent']: parent }) => [title, parent])).toEqual([
    ['City West', data[1]?.id],
    ['North', null],
  ]);
});

test('what may be there already is said while it is typed, and of what is kept from me whom to ask', async () => {
  const { client, firm: mine } = await join('Tom');
  await firm.client.create(company, { name: 'Porto Yard' });
  await make('companies', { name: 'Quiet Yard', access: 'restricted' });
  const page: Page = await open(mine, `${firm.url}/companies`);
  await page.getByRole('button', { name: 'New company' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('PORTO yard');
  const hint = dialog.getByRole('status');
  await seen(hint.getByRole('link', { name: 'Porto Yard' }));
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Quiet yard');
  await seen(hint.getByText(/One that you may not see has the same: Name\. Ask Ada Moreira\./));
  expect(await hint.getByText('Quiet Yard').count()).toBe(0);
  expect((await client.list(company, {})).data).toHaveLength(1);
});

test('whoever gives away what they will not see any more is asked first', async () => {
  const { client, firm: mine } = await join('Pia');
  const ada = (await firm.client.me()).user.id;
  const data = await make('deals', {
    name: 'Storm sails',
    access: 'restricted',
    owner: (await client.me()).user.id,
  });
  const page = await open(mine, `${firm.url}/deals/${data.id}`);
  await seen(page.getByRole('heading', { name: 'Storm sails' }));
  const owner = page
    .locator('[data-field]')
    .filter({ has: page.getByText('Owner', { exact: true }) });
  const giveAway = async () => {
    await owner.hover();
    await owner.getByRole('button', { name: 'Edit Owner' }).click();
    await page.getByRole('option', { name: 'Ada Moreira' }).click();
  };
  await giveAway();
  const question = page.getByRole('dialog', { name: 'Let go of Storm sails?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await gone(question);
  await seen(owner.getByText('Pia'));
  expect((await firm.client.read(deal, data.id)).owner).not.toBe(ada);

  await giveAway();
  await question.getByRole('button', { name: 'Change it anyway' }).click();
  await soon(async () => (await firm.client.read(deal, data.id)).owner).toBe(ada);
  await seen(page.getByText('It is no longer among what you may see.'));
});

test('an administrator decides who sees new people', async () => {
  const { client } = await join('Lia');
  const page = await open(firm, `${firm.url}/settings/roles`);
  await choose(page.getByRole('main'), 'People', 'Its owner, its maker and administrators');
  await page.getByRole('button', { name: 'Save' }).last().click();
  const accessOfNew = async () => {
    const { id } = (await client.create(person, { lastName: 'Rossi' })).data;
    return (await client.ask<Made>(`/people/${id}`)).data.access;
  };
  await soon(accessOfNew).toBe('restricted');
  expect((await firm.client.me()).workspace.newAccess).toMatchObject({ person: 'restricted' });
});
