import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The server as people run it, in a process of its own. */
export interface ServerProcess {
  address: string;
  child: ChildProcess;
  /** Headers of a request by its administrator. */
  signIn(): Promise<Record<string, string>>;
  /** What it has written so far, its log and what is not of it. */
  said(): string;
  /** Sends the signal and waits for the end; gives the exit code. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

export const admin = { email: 'ada@firm.example', password: 'nine lives of a patient cat' };
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
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (part) => {
    said += String(part);
    process.stderr.write(part);
  });
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (part) => {
      said += String(part);
      const address = /ready at (http:\/\/\S+)/.exec(said)?.[1];
      if (address) resolve(running(child, address, () => said));
    });
    child.once('close', () => reject(new Error(`the server ended: ${said}`)));
  });
}

const running = (child: ChildProcess, address: string, said: () => string): ServerProcess => ({
  address,
  said,
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
