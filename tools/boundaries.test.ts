import { expect, test } from 'vitest';
import { breaches } from './boundaries.ts';

test.each([
  ['packages/model/src/deal.ts', "import { readFile } from 'node:fs/promises';"],
  ['packages/model/src/deal.ts', "import { db } from '@relata/server';"],
  ['packages/web/src/app/shell.tsx', "export * from '@relata/server';"],
  ['packages/web/src/app/shell.tsx', "import('../../../server/src/main.ts')"],
  ['packages/web/src/ui/button.tsx', "import { deal } from '../features/deal.ts';"],
  ['packages/server/src/platform/db.ts', "import { work } from '#engine/work.ts';"],
  ['packages/server/src/engine/work.ts', "import { win } from '../features/deals/win.ts';"],
  ['packages/server/src/engine/work.ts', "import { testDatabase } from '#test/database.ts';"],
  ['packages/server/src/features/deals/win.ts', "import { send } from '#features/mail/send.ts';"],
  ['packages/client/src/utils/url.ts', ''],
])('%s may not say: %s', (path, source) => {
  expect(breaches(path, source)).toHaveLength(1);
});

test.each([
  ['packages/model/src/deal.ts', "import Big from 'big.js';"],
  ['packages/web/src/app/shell.tsx', "import { connect } from '@relata/client';"],
  ['packages/server/src/engine/work.ts', "import type { Database } from '#platform/db.ts';"],
  ['packages/server/src/engine/work.test.ts', "import { testDatabase } from '#test/database.ts';"],
  ['packages/server/src/features/deals/win.ts', "import { send } from '#features/mail/index.ts';"],
  ['packages/server/src/features/deals/win.ts', "import { stage } from './stage.ts';"],
  ['packages/server/src/main.ts', "import { addDeals } from '#features/deals/index.ts';"],
])('%s may say: %s', (path, source) => {
  expect(breaches(path, source)).toEqual([]);
});
