import { type Client, createClient } from '@relata/client';
import { activity, deal } from '@relata/model';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { choose, rows } from './list.ts';

const { open, firm, server } = aFirm();

/** Somebody comes in by an invitation, without a screen; their own API, and their id. */
async function join(email: string, name: string): Promise<{ client: Client; id: string }> {
  const { link } = await firm.client.invite({ email, role: 'salesperson' });
  const token = new URL(link).searchParams.get('token') ?? '';
  const stranger = createClient({ baseUrl: server.url });
  const { user } = await stranger.acceptInvitation({ token, name, password: firm.password });
  const answer = await fetch(`${server.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: firm.password }),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  return { client: createClient({ baseUrl: server.url, headers: { cookie } }), id: user };
}

const banner = (page: Page) => page.getByRole('region', { name: 'Viewing as somebody else' });

/** Finds a record by its name, and takes it. */
async function pick(within: Locator, label: string, title: string): Promise<void> {
  await within.getByRole('textbox', { name: label, exact: true }).click();
  await within.getByRole('textbox', { name: label, exact: true }).fill(title);
  await within.page().getByRole('option', { name: title }).first().click();
}

/** Buttons that would write something, by what they are called anywhere in the app. */
const writing = (page: Page) =>
  page.getByRole('button', {
    disabled: false,
    name: /^(New|Create|Add|Import|Favourite|Notifications|Plan an activity|Choose files|Save view as|Edit |Rename|Mark as )/,
  });

test('an administrator looks at the app as a restricted salesperson, changes nothing, and comes back to their own', async () => {
  const rui = await join('rui@northwind.example', 'Rui Costa');
  await firm.client.changePerson(rui.id, { visibility: { deal: 'restricted' } });
  await firm.client.create(deal, { name: 'Racing sails' });
  const sails = (await rui.client.create(deal, { name: 'Storm sails' })).data;
  await rui.client.ask('/deals', {
    method: 'POST',
    body: { name: 'Quiet sails', access: 'personal' },
  });
  await rui.client.create(activity, {
    subject: 'Call the yard',
    about: [{ object: 'deal', id: sails.id }],
  });

  const page = await open(firm, `${firm.url}/settings/users`);
  await page.getByRole('button', { name: 'Actions for Rui Costa' }).click();
  await page.getByRole('menuitem', { name: 'View as this person' }).click();
  await seen(banner(page).getByText('You are viewing as Rui Costa'));
  await page.goto(`${firm.url}/deals?layout=table`);
  await seen(rows(page).getByText('Storm sails'));
  expect(await rows(page).getByText('Racing sails').count()).toBe(0);
  expect(await rows(page).getByText('Quiet sails').count()).toBe(0);
  await seen(banner(page));

  // Wherever they go, nothing is offered that would write.
  const addresses = [
    '/deals?layout=table',
    '/deals?layout=board',
    `/deals/${sails.id}`,
    `/deals/${sails.id}?tab=files`,
    '/people',
    '/settings',
    '/settings/pipelines',
    '/settings/users',
    '/recycle-bin',
  ];
  for (const address of addresses) {
    await page.goto(`${firm.url}${address}`);
    await seen(banner(page));
    await page.waitForLoadState('networkidle').catch(() => undefined);
    expect(await writing(page).allInnerTexts(), address).toEqual([]);
  }
  await page.goto(`${firm.url}/deals/${sails.id}`);
  await seen(page.getByRole('heading', { name: 'Storm sails' }));
  expect(await page.getByRole('textbox').count()).toBe(0);
  await seen(page.getByRole('checkbox', { name: 'Done: Call the yard' }).first());
  expect(
    await page.getByRole('checkbox', { name: 'Done: Call the yard' }).first().isDisabled(),
  ).toBe(true);

  // Another tab of the same browser is the administrator's own.
  const other = await page.context().newPage();
  await other.goto(`${firm.url}/deals?layout=table`);
  await seen(rows(other).getByText('Racing sails'));
  expect(await banner(other).count()).toBe(0);

  await banner(page).getByRole('button', { name: 'Stop viewing' }).click();
  await gone(banner(page));
  await seen(page.getByRole('button', { name: 'Notifications' }));
  await page.goto(`${firm.url}/settings/audit`);
  const log = page.getByRole('table', { name: 'Audit log' });
  await seen(log.getByRole('row', { name: /Ada Moreira Viewed as somebody else/ }));
  expect(await log.getByRole('row', { name: /Viewed as somebody else/ }).count()).toBe(1);
});

test('when the person who is looked at is deactivated, the page is the administrator’s own again', async () => {
  const gil = await join('gil@northwind.example', 'Gil Reis');
  const page = await open(firm, `${firm.url}/settings/users`);
  await page.getByRole('button', { name: 'Actions for Gil Reis' }).click();
  await page.getByRole('menuitem', { name: 'View as this person' }).click();
  await seen(banner(page));
  await firm.client.deactivate(gil.id);
  // The page may find out by itself, and load anew meanwhile.
  await page.goto(`${firm.url}/people`).catch(() => undefined);
  await seen(page.getByRole('button', { name: 'Notifications' }));
  expect(await banner(page).count()).toBe(0);
});

test('the page of a record says who may do what with it, and by which rule', async () => {
  const eva = await join('eva@northwind.example', 'Eva Lima');
  const mast = (await firm.client.create(deal, { name: 'Carbon mast' })).data;
  const page = await open(firm, `${firm.url}/deals/${mast.id}`);
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Why can I see this?' }).click();
  const dialog = page.getByRole('dialog', { name: 'Carbon mast: who may do what, and why' });
  const line = (verb: string) => dialog.getByRole('row', { name: new RegExp(`^${verb}`) });
  await seen(line('Delete').getByText('The role allows it with every record of this kind.'));
  await pick(dialog, 'Person', 'Eva Lima');
  await seen(line('Change').getByText('this one belongs to somebody else', { exact: false }));
  await seen(line('See').getByText('Yes'));
  await seen(dialog.getByText('Salesperson'));

  await firm.client.changePerson(eva.id, { visibility: { deal: 'restricted' } });
  await page.reload();
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Why can I see this?' }).click();
  await pick(dialog, 'Person', 'Eva Lima');
  await seen(line('See').getByText('No', { exact: true }));
  await seen(line('See').getByText('does not reach this record', { exact: false }));
  await dialog.getByRole('button', { name: 'View as this person' }).click();
  await seen(banner(page).getByText('You are viewing as Eva Lima'));
  await seen(page.getByText('This record is not here'));
  await banner(page).getByRole('button', { name: 'Stop viewing' }).click();

  // From the list of people: the same for any record.
  await page.goto(`${firm.url}/settings/users`);
  await page.getByRole('button', { name: 'Actions for Eva Lima' }).click();
  await page.getByRole('menuitem', { name: 'What may they do with a record?' }).click();
  const asking = page.getByRole('dialog', { name: 'Who may do what, and why' });
  await pick(asking, 'Record', 'Carbon mast');
  await seen(asking.getByRole('row', { name: /^See No/ }));

  // Others ask about themselves only, and of what they do not see nothing is said.
  const own = (await eva.client.create(deal, { name: 'Rope' })).data;
  expect((await eva.client.why({ object: 'deal', id: own.id })).delete.reason).toBe('own');
  await expect(eva.client.why({ object: 'deal', id: mast.id })).rejects.toMatchObject({
    status: 404,
  });
});

test('from ten seats to five: with seven who take one, two are deactivated and their open work is handed over', async () => {
  const names = ['Bia', 'Caio', 'Duda', 'Enzo', 'Fabi', 'Hugo', 'Iris'];
  const before = await firm.client.account();
  const wanted = 7 - before.active;
  await firm.client.changePlan({ plan: '10', seats: 10 });
  const people: { name: string; client: Client; id: string }[] = [];
  for (const name of names.slice(0, wanted))
    people.push({
      name: `${name} Melo`,
      ...(await join(`${name.toLowerCase()}@northwind.example`, `${name} Melo`)),
    });
  const [first, second] = people;
  if (!first || !second) throw new Error('two came in');
  const keel = (await first.client.create(deal, { name: 'Keel' })).data;
  expect(await firm.client.account()).toMatchObject({ seats: 10, active: 7 });

  const page = await open(firm, `${firm.url}/settings/account`);
  await seen(page.getByRole('heading', { name: 'Account', exact: true }));
  await choose(page.locator('main'), 'Plan', 'Up to 5 users');
  await page.getByRole('button', { name: 'Change the plan' }).click();
  const asking = page.getByRole('dialog', { name: 'Who is to be deactivated?' });
  await seen(asking.getByRole('checkbox', { name: first.name }));
  expect(await firm.client.account()).toMatchObject({ seats: 10, active: 7 });
  for (const box of await asking.getByRole('checkbox').all()) await box.uncheck();
  await asking.getByRole('checkbox', { name: first.name }).check();
  await seen(asking.getByRole('button', { name: 'Choose 1 more' }));
  await asking.getByRole('checkbox', { name: second.name }).check();
  await choose(asking, 'Hand over to', 'Ada Moreira');
  await asking.getByRole('button', { name: 'Deactivate 2 and change the plan' }).click();
  await gone(asking);
  await soon(() => firm.client.account()).toMatchObject({ seats: 5, active: 5 });
  await seen(
    page
      .getByRole('table', { name: 'Earlier changes' })
      .getByText('Up to 10 users → Up to 5 users'),
  );
  for (const { client } of [first, second])
    await soon(() =>
      client.me().then(
        () => 200,
        (error: { status: number }) => error.status,
      ),
    ).toBe(401);
  const ada = (await firm.client.me()).user.id;
  await soon(async () => (await firm.client.read(deal, keel.id)).owner).toBe(ada);
});
