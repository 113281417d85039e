import { once } from 'node:events';
import { createServer } from 'node:net';

/** A mail server that takes every letter and keeps none. */
export async function openMailSink(): Promise<{ url: string; stop(): void }> {
  const server = createServer((socket) => {
    let isLetter = false;
    let line = '';
    socket.on('error', () => {});
    socket.write('220 sink\r\n');
    socket.on('data', (part) => {
      line += String(part);
      const lines = line.split('\r\n');
      line = lines.pop() ?? '';
      for (const each of lines) {
        if (isLetter && each !== '.') continue;
        isLetter = !isLetter && /^data$/i.test(each);
        if (isLetter) socket.write('354 go on\r\n');
        else if (/^quit$/i.test(each)) socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port is free');
  return { url: `smtp://127.0.0.1:${address.port}`, stop: () => server.close() };
}
