import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The server as people run it, in a process of its own. */
export interface ServerProcess {
  address: string;
  child: ChildProcess;
  /** Headers of a request by its administrator. */
  signIn(): Promise<Record<string, string>>;
  /** Sends the signal and waits for the end; gives the exit code. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

const admin = { email: 'ada@firm.example', password: 'nine lives of a patient cat' };
const main = join(import.meta.dirname, '..', 'main.ts');

/** Starts it on an embedded database of its own and waits for the line with its address. */
export async function startProcess(
  dataDir: string,
  env: Record<string, string> = {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      PORT: '0',
      DATA_DIR: dataDir,
      DATABASE_URL: '',
      LOG_LEVEL: 'fatal',
      RELATA_ADMIN_EMAIL: admin.email,
      RELATA_ADMIN_PASSWORD: admin.password,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const part of child.stdout) {
    said += String(part);
    const address = /http:\/\/\S+/.exec(said)?.[0];
    if (address) return running(child, address);
  }
  throw new Error(`the server ended: ${said}`);
}

const running = (child: ChildProcess, address: string): ServerProcess => ({
  address,
  child,
  async signIn() {
    const answer = await fetch(`${address}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: address },
      body: JSON.stringify(admin),
    });
    if (answer.status !== 200) throw new Error(`signing in gave ${answer.status}`);
    const cookies = answer.headers.getSetCookie().map((one) => one.split(';', 1)[0]);
    return { cookie: cookies.join('; '), origin: address, 'content-type': 'application/json' };
  },
  async end(signal = 'SIGTERM') {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    }
    return child.exitCode;
  },
});
