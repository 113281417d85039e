import { deal, person } from '@relata/model';
import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { contactsFile } from './contacts-file.ts';
import type { Firm } from './server.ts';

/** A page of the app, and what is there once it is complete, whatever the language. */
export interface Place {
  name: string;
  address: string;
  ready: string;
}

/** Fills the workspace with the sample firm. */
export async function makeSample({ client }: Firm): Promise<void> {
  const { id } = await client.makeSampleData();
  await vi.waitFor(async () => expect((await client.workItem(id)).status).toBe('done'), {
    timeout: 60_000,
    interval: 250,
  });
}

/** A board looks the same with fewer cards, which take less time to look at. */
const few = {
  people: `&filter=${encodeURIComponent('{"lastName":{"startsWith":"A"}}')}`,
  deals: `&filter=${encodeURIComponent('{"value":{"gte":"60000"}}')}`,
};

/** The main pages of a workspace with sample data. */
export async function placesOf({ client }: Firm): Promise<Place[]> {
  const firstDeal = await client.list(deal, {
    filter: { status: { eq: 'open' }, nextActivityAt: { empty: false }, company: { empty: false } },
    sort: '-value',
    limit: 1,
  });
  const firstPerson = await client.list(person, {
    filter: { nextActivityAt: { empty: false }, company: { empty: false } },
    sort: 'nextActivityAt',
    limit: 1,
  });
  const file = contactsFile();
  const form = new FormData();
  form.set('file', new Blob([file.text], { type: 'text/csv' }), file.name);
  form.set('object', 'person');
  const { data: draft } = await client.ask<{ data: { id: string } }>('/imports', {
    method: 'POST',
    body: form,
  });
  const invited = await client.invite({ email: 'guest@firm.example', role: 'viewer' });
  const row = '[role=grid] [role=rowgroup] a';
  const record = 'h1 button';
  return [
    { name: 'people', address: '/people', ready: row },
    { name: 'people-board', address: `/people?layout=board${few.people}`, ready: '[data-card]' },
    { name: 'companies', address: '/companies', ready: row },
    { name: 'deals', address: `/deals?layout=board${few.deals}`, ready: '[data-card]' },
    {
      name: 'deals-by-activity',
      address: `/deals?layout=board&group=nextActivityAt:due${few.deals}`,
      ready: '[data-card]',
    },
    {
      name: 'forecast',
      address: `/deals?layout=board&group=expectedClose:month${few.deals}`,
      ready: '[data-card]',
    },
    { name: 'deals-table', address: '/deals?layout=table', ready: row },
    { name: 'activities', address: '/activities', ready: row },
    { name: 'person', address: `/people/${firstPerson.data[0]?.id}`, ready: record },
    { name: 'deal', address: `/deals/${firstDeal.data[0]?.id}`, ready: record },
    {
      name: 'quick-look',
      address: `/people?open=${firstPerson.data[0]?.id}`,
      ready: `aside ${record}`,
    },
    { name: 'import-file', address: '/people/import', ready: 'h2' },
    { name: 'import-columns', address: `/people/import?id=${draft.id}`, ready: 'footer button' },
    {
      name: 'import-check',
      address: `/people/import?id=${draft.id}&step=check`,
      ready: 'table td',
    },
    {
      name: 'goals',
      address: '/goals/quarters/progress',
      ready: 'h1',
    },
    { name: 'goals, planned', address: '/goals/quarters/plan', ready: 'h1' },
    { name: 'recycle-bin', address: '/recycle-bin', ready: 'h2' },
    { name: 'profile', address: '/settings/profile', ready: 'h1' },
    { name: 'security', address: '/settings/security', ready: '#devices-title ~ *' },
    { name: 'keys', address: '/settings/keys', ready: 'form' },
    { name: 'views', address: '/settings/views', ready: '[class*=page] section a' },
    { name: 'workspace', address: '/settings/workspace', ready: 'h1' },
    { name: 'pipelines', address: '/settings/pipelines', ready: 'ol li' },
    {
      name: 'lead-processor',
      address: '/settings/lead-processor',
      ready: '[role=tabpanel] button',
    },
    { name: 'split-check', address: '/leads/figures/splitCheck', ready: '[class*=controls] input' },
    { name: 'web forms', address: '/settings/forms', ready: 'h2' },
    { name: 'choices', address: '/settings/choices', ready: 'fieldset li' },
    { name: 'users', address: '/settings/users', ready: 'table td' },
    { name: 'objects', address: '/settings/objects', ready: 'li > div > button' },
    { name: 'fields', address: '/settings/fields', ready: 'table td' },
    { name: 'account', address: '/settings/account', ready: 'h2' },
    { name: 'set-up', address: '/settings/set-up', ready: '[class*=page] h2' },
    { name: 'audit', address: '/settings/audit', ready: 'table td' },
    { name: 'invite', address: `/invite${new URL(invited.link).search}`, ready: 'form input' },
    { name: 'welcome', address: '/welcome', ready: 'h1' },
  ];
}

/** Goes there and waits until everything is drawn. */
export async function visit(page: Page, url: string, place: Place): Promise<void> {
  await page.goto(`${url}${place.address}`);
  await settled(page, place);
}

export async function settled(page: Page, { ready }: Pick<Place, 'ready'>): Promise<void> {
  await page.locator(ready).first().waitFor({ state: 'attached' });
  await page
    .locator('[class*=Skeleton-root], [class*=bone], [class*=Loader-root]')
    .first()
    .waitFor({
      state: 'detached',
    });
}
