import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { type Client, createClient, type SetUp } from '@relata/client';

const root = join(import.meta.dirname, '..');
const webApp = join(root, 'packages', 'web', 'dist', 'index.html');

/** A real server with a database of its own, as `npm start` runs it. */
export interface Server {
  /** `http://127.0.0.1:41234` */
  url: string;
  stop: () => Promise<void>;
  /** Ends it, if it runs; its data stays for `comeBack`. */
  goAway: () => Promise<void>;
  /** Starts it again, if it was away. */
  comeBack: () => Promise<void>;
}

/** @param more settings of its environment; `PORT` in a value stands for the port that is free */
export async function startServer(more: Record<string, string> = {}): Promise<Server> {
  if (!existsSync(webApp)) throw new Error('Build the web app first: npm test -- web-build');
  const folder = mkdtempSync(join(tmpdir(), 'relata-e2e-'));
  // The database may run as another account, which must get through.
  chmodSync(folder, 0o711);
  const port = await freePort();
  const settings = Object.fromEntries(
    Object.entries(more).map(([name, value]) => [name, value.replace('PORT', String(port))]),
  );
  const run = async () => {
    const server = spawn(process.execPath, [join(root, 'packages', 'server', 'src', 'main.ts')], {
      env: {
        ...process.env,
        PORT: String(port),
        DATA_DIR: join(folder, 'data'),
        LOG_LEVEL: 'warn',
        DATABASE_URL: '',
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await becomesReady(server);
    return server;
  };
  let child = await run();
  const isAway = () => child.exitCode !== null || child.signalCode !== null;
  const goAway = async () => {
    if (isAway()) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    goAway,
    async comeBack() {
      if (isAway()) child = await run();
    },
    async stop() {
      await goAway();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Everything that it says until then is part of the error if it never gets there. */
async function becomesReady(child: ChildProcess): Promise<void> {
  let said = '';
  const ready = new Promise<void>((resolve, reject) => {
    const hear = (text: unknown) => {
      said += String(text);
      if (said.includes('Relata is ready')) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}:\n${said}`)));
  });
  await ready;
  // Warnings and errors of the journeys themselves.
  child.stderr?.on('data', (text) => process.stderr.write(String(text)));
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || !address) throw new Error('No port is free');
  return address.port;
}

/** A workspace that is set up, and its administrator. */
export interface Firm {
  url: string;
  email: string;
  password: string;
  /** The API as the administrator. */
  client: Client;
  /** `name=value` of the administrator's session. */
  cookie: string;
}

/** Names and places of the one who sets up; English in Lisbon, so that nothing depends on where the tests run. */
const answers: SetUp = {
  workspace: 'Northwind Sails',
  name: 'Ada Moreira',
  email: 'ada@northwind.example',
  password: 'four unrelated words together',
  language: 'en',
  locale: 'en-GB',
  currency: 'EUR',
  timeZone: 'Europe/Lisbon',
};

/** What the set-up pages do, by the API. */
export async function setUpFirm({ url }: Server): Promise<Firm> {
  const answer = await fetch(`${url}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(answers),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0];
  if (!answer.ok || !cookie) throw new Error(`Set-up failed: ${await answer.text()}`);
  const client = createClient({ baseUrl: url, headers: { cookie } });
  return { url, email: answers.email, password: answers.password, client, cookie };
}
