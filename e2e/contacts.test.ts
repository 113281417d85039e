import { company, person } from '@relata/model';
import { expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { gone, seen, soon } from './browser.ts';
import { choose } from './list.ts';

const { open, firm } = aFirm();

test('who is added on the page of a partner is its consultant, on that of a customer an employee (EP-PC-04)', async () => {
  const make = async (relationship: 'client' | 'partner') =>
    (await firm.client.create(company, { name: `A ${relationship}`, relationship })).data.id;
  const kinds = { client: 'employee', partner: 'consultant' } as const;
  for (const relationship of ['client', 'partner'] as const) {
    const page = await open(firm, `${firm.url}/companies/${await make(relationship)}`);
    await page.getByRole('tab', { name: /^People/ }).click();
    await page.getByRole('button', { name: 'New person' }).click();
    const dialog = page.getByRole('dialog', { name: 'New person' });
    await dialog.getByRole('textbox', { name: 'Last name' }).fill(`Of the ${relationship}`);
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await gone(dialog);
    const [made] = (await firm.client.list(person, { q: `Of the ${relationship}` })).data;
    expect(made?.kind).toBe(kinds[relationship]);
  }
});

test('a kind of person is added, and another one takes its place when it goes (EP-PC-03, EP-PC-07)', async () => {
  const page = await open(firm, `${firm.url}/settings/choices?open=person.kind`);
  await seen(page.getByRole('heading', { name: 'Lists', level: 2 }));
  await page.getByRole('button', { name: 'Add a choice' }).click();
  await page.getByRole('textbox', { name: 'Choice 4', exact: true }).fill('Adviser');
  await page.getByRole('button', { name: 'Save' }).click();
  await seen(page.getByText('List saved'));
  const made = await firm.client.ask<{ data: { id: string } }>('/people', {
    method: 'POST',
    body: { lastName: 'Reis', kind: 'Adviser' },
  });
  const { id } = made.data;
  await page.getByRole('button', { name: 'Remove Adviser' }).click();
  const question = page.getByRole('dialog', { name: 'Remove Adviser?' });
  await seen(question.getByText('1 record uses it: People: 1.'));
  await choose(question, 'Put in its place', 'Consultant');
  await question.getByRole('button', { name: 'Remove', exact: true }).click();
  await gone(question);
  await soon(async () => (await firm.client.read(person, id)).kind).toBe('consultant');
  expect(await page.getByRole('textbox', { name: 'Choice 4', exact: true }).count()).toBe(0);

  // What settings name is never offered to be replaced by nothing.
  await page.getByRole('button', { name: 'Remove Consultant' }).click();
  const named = page.getByRole('dialog', { name: 'Remove Consultant?' });
  await seen(named.getByText('kind of people who come from a partner', { exact: false }));
  await seen(named.getByPlaceholder('Choose…'));
  expect(await named.getByRole('button', { name: 'Remove', exact: true }).isDisabled()).toBe(true);
});

test('a person is planned with, anonymised and deleted from their page (EP-PC-06)', async () => {
  const { id } = (await firm.client.create(person, { firstName: 'Bea', lastName: 'Alto' })).data;
  const page = await open(firm, `${firm.url}/people/${id}`);
  await page.getByRole('tab', { name: 'Activity', exact: true }).click();
  await page.getByRole('textbox', { name: 'Subject' }).fill('Call Bea');
  await page.getByRole('button', { name: 'Plan an activity' }).click();
  await seen(page.getByRole('link', { name: 'Call Bea' }).first());
  const choice = async (name: string) => {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  };
  await choice('Anonymise');
  const dialog = page.getByRole('dialog', { name: 'Anonymise: Bea Alto' });
  await dialog.getByRole('button', { name: 'Anonymise' }).click();
  await gone(dialog);
  await seen(page.getByRole('heading', { name: 'Anonymised', level: 1 }));
  await choice('Delete');
  await soon(() => new URL(page.url()).pathname).toBe('/people');
  await seen(page.getByText('Anonymised deleted'));
  await page.getByRole('button', { name: 'Undo' }).click();
  await seen(page.getByRole('link', { name: 'Anonymised' }).first());
  expect((await firm.client.read(person, id)).title).toBe('Anonymised');
});
