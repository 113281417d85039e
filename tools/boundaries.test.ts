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
  ['packages/server/src/features/webhooks/send.ts', "await fetch('https://x.example')"],
  ['packages/server/src/features/webhooks/send.ts', 'const go = globalThis.fetch;'],
  ['packages/server/src/features/webhooks/send.ts', "import { request } from 'node:https';"],
  ['packages/server/src/features/webhooks/send.ts', "import { request } from 'http';"],
  ['packages/server/src/features/webhooks/send.ts', "import { Agent } from 'undici';"],
  ['packages/server/src/features/webhooks/send.ts', "import { isIP, connect } from 'node:net';"],
  ['packages/server/src/features/webhooks/send.ts', "import net from 'node:net';"],
  ['packages/server/src/features/webhooks/send.ts', "import * as net from 'node:net';"],
  ['packages/server/src/features/webhooks/send.ts', "import { lookup } from 'node:dns/promises';"],
  ['packages/server/src/platform/mail.ts', "new WebSocket('wss://x.example')"],
  ['packages/server/src/features/sign-in/provider.ts', "import * as oidc from 'openid-client';"],
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
  ['packages/server/src/features/webhooks/send.ts', 'prefetch(); cursor.fetch(1); fetchRows();'],
  ['packages/server/src/features/webhooks/send.ts', "import { isIP } from 'node:net';"],
  ['packages/server/src/features/webhooks/send.test.ts', "await fetch('http://127.0.0.1')"],
  ['packages/server/src/platform/outbound/outbound.ts', "import { request } from 'node:https';"],
  ['packages/server/src/main.ts', "import { addDeals } from '#features/deals/index.ts';"],
])('%s may say: %s', (path, source) => {
  expect(breaches(path, source)).toEqual([]);
});
