import { expect, test } from 'vitest';
import { createLog } from './log.ts';

test('T27 what could let somebody in is never written down', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  const secret = 'hunter2';
  log.info({ password: secret, token: secret, key: secret, secret }, 'direct');
  log.info(
    { headers: { authorization: secret, cookie: secret, 'set-cookie': secret } },
    'one down',
  );
  log.info({ req: { headers: { authorization: secret }, body: { password: secret } } }, 'two down');
  expect(lines).toHaveLength(3);
  expect(lines.join('')).not.toContain(secret);
});
