import { expect, test } from 'vitest';
import { openDoor } from '#test/door.ts';
import { workspace } from '#test/workspace.ts';
import { addLeadRoutes } from './index.ts';

async function open() {
  const firm = await workspace();
  const ada = (await openDoor(firm, addLeadRoutes)).as(firm.admin);
  const company = async (values: object) => (await ada.post('/companies', values)).body.data.id;
  const kindOf = async (values: object) =>
    (await ada.post('/people', { lastName: 'Reis', ...values })).body.data.kind;
  return { ada, company, kindOf };
}

test('who is made with a company is an employee of it, with a partner a consultant, unless somebody says otherwise (EP-PC-04)', async () => {
  const { ada, company, kindOf } = await open();
  const customer = await company({ name: 'Velas do Sul', relationship: 'client' });
  const partner = await company({ name: 'Sul Partners', relationship: 'partner' });
  expect(await kindOf({ company: customer })).toBe('employee');
  expect(await kindOf({ company: partner })).toBe('consultant');
  expect(await kindOf({})).toBeNull();
  expect(await kindOf({ company: customer, kind: 'private' })).toBe('private');
  expect(await kindOf({ company: customer, kind: null })).toBeNull();
  await ada.patch('/lead-settings', { employeeKind: 'private', consultantKind: null });
  expect(await kindOf({ company: customer })).toBe('private');
  expect(await kindOf({ company: partner })).toBeNull();
});
