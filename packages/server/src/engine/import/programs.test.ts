import { expect, test } from 'vitest';
import { endImporting, importing } from '#test/importing.ts';

endImporting();

/** Cuts of exports: which program, what its rows are, and what a second import makes of rows without any key. */
const files: [file: string, preset: string | null, objects: string[], keyless: number][] = [
  ['bitrix24-contacts.csv', 'bitrix24-contacts', ['person'], 0],
  ['bitrix24-deals.csv', 'bitrix24-deals', ['deal'], 0],
  ['contacts.vcf', 'vcard', ['person', 'company'], 0],
  ['contatti-italiani.csv', null, ['person'], 0],
  ['easy-project-accounts.csv', 'easy-project-accounts', ['company', 'person'], 0],
  ['google-contacts.csv', 'google', ['person'], 0],
  ['hubspot-companies.csv', 'hubspot-companies', ['company'], 0],
  ['hubspot-contacts.csv', 'hubspot-contacts', ['person'], 0],
  ['onlyoffice-contacts.csv', 'onlyoffice', ['company', 'person'], 0],
  ['outlook-contacts.csv', 'outlook', ['person'], 2],
  ['pipedrive-deals.csv', 'pipedrive-deals', ['deal'], 0],
  ['pipedrive-organizations.csv', 'pipedrive-organizations', ['company'], 0],
  ['pipedrive-people.csv', 'pipedrive-people', ['person'], 0],
  ['rd-station-negociacoes.csv', 'rd-station-deals', ['deal'], 0],
  ['salesforce-leads.csv', 'salesforce-leads', ['lead'], 0],
  ['utf16-export.csv', null, ['person'], 0],
];

test.each(files)(
  '%s: every row arrives, twice makes nothing new, undo leaves nothing',
  async (file, preset, objects, keyless) => {
    const { run, total, undo } = await importing();
    const done = await run(`exports/${file}`);
    expect(done).toMatchObject({ status: 'done', preset, questions: [] });
    expect(Object.keys(done.result.objects).toSorted()).toEqual(objects.toSorted());
    const { made, skipped, refused } = done.result;
    expect(made + skipped + refused).toBe(done.rows);
    const again = await run(`exports/${file}`);
    expect(again.result.made).toBe(keyless);
    if (keyless) await undo(again.batch);
    await undo(done.batch);
    for (const plural of ['people', 'companies', 'deals', 'leads'])
      expect([plural, await total(plural)]).toEqual([plural, 0]);
  },
);
