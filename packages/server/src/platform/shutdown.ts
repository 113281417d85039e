import type { Log } from './log.ts';

/**
 * Ends the process in order, once: at SIGTERM, at SIGINT (Ctrl-C), and with exit code 1 when a defect
 * got past everything. A second signal ends it at once.
 */
export function stopOnSignal(stop: () => Promise<void>, log: Log): void {
  let stopping = false;
  const end = (code: number): void => {
    if (stopping) process.exit(code || 130);
    stopping = true;
    stop()
      .catch((error: unknown) => log.error({ err: error }, 'could not stop in order'))
      .finally(() => process.exit(code));
  };
  process.on('SIGTERM', () => end(0));
  process.on('SIGINT', () => end(0));
  const crash = (error: unknown): void => {
    log.fatal({ err: error }, 'a defect that nothing caught');
    end(1);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
}
