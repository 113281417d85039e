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

test('T28 whatever somebody sends, each event is one line that a program can read, and no longer than a page', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  const forged = 'x\r\n{"level":30,"msg":"ada signed in"}\u2028\u0000\u001b[2J';
  log.info({ url: forged, err: new Error(forged) }, forged);
  log.warn({ err: new Error('y'.repeat(5_000_000)) }, forged.repeat(1000));
  expect(lines).toHaveLength(2);
  for (const line of lines) {
    expect(line.slice(0, -1)).not.toMatch(/[\r\n\0\u001b]/);
    expect(line.length).toBeLessThan(33_000);
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number) });
  }
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ msg: 'a line that was too long' });
});
