import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { openMail } from './mail.ts';
import { readExceptions } from './outbound/exceptions.ts';
import type { MailServer } from './outbound/mail-server.ts';

test('a mail server that says a little again and again is left after a while', async () => {
  const sockets: Socket[] = [];
  const trickling = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.write('220 slow.example\r\n');
    socket.once('data', () => {
      const more = setInterval(() => socket.write('250-MORE\r\n'), 50);
      socket.once('close', () => clearInterval(more));
    });
  }).listen(0, '127.0.0.1');
  await once(trickling, 'listening');
  const { port } = Object(trickling.address());
  const settings = { smtpUrl: undefined, mailFrom: 'x@y.example', publicUrl: 'http://crm.example' };
  const mail = openMail({ ...settings, outboundAllow: readExceptions(`127.0.0.1:${port}`) }, 1000);
  const by: MailServer = {
    ...{ host: '127.0.0.1', port, encryption: 'none', login: null, password: null },
    ...{ senderName: 'Pumps', senderAddress: 'sales@pumps.example' },
  };
  const letter = { to: 'a@b.example', subject: 'x', text: 'x', html: 'x' };
  await expect(mail.send('1', letter, by)).rejects.toMatchObject({
    outlook: 'later',
    trouble: 'unreachable',
  });
  await expect.poll(() => sockets.every((one) => one.destroyed)).toBe(true);
  trickling.close();
});

test('the mail server of the installation may take its time: a no of it is a no', async () => {
  const slow = createServer((socket) => {
    socket.on('error', () => {});
    socket.write('220 slow.example\r\n');
    socket.once('data', () => setTimeout(() => socket.write('554 not you\r\n'), 300));
    socket.on('data', (said) => {
      if (String(said).startsWith('HELO')) socket.write('554 not you\r\n');
    });
  }).listen(0, '127.0.0.1');
  await once(slow, 'listening');
  const smtpUrl = `smtp://127.0.0.1:${Object(slow.address()).port}`;
  const mail = openMail({ smtpUrl, mailFrom: 'x@y.example', publicUrl: 'http://crm.example' }, 100);
  const letter = { to: 'a@b.example', subject: 'x', text: 'x', html: 'x' };
  await expect(mail.send('1', letter)).rejects.toMatchObject({ outlook: 'never' });
  slow.close();
});
