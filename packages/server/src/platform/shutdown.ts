import type { Log } from './log.ts';

/**
 * Ends the process in order, once: at SIGTERM, at SIGINT (Ctrl-C), and with exit code 1 when a defect
 * got past everything. A second signal ends it at once, unless it follows within a second: Ctrl-C under
 * npm arrives twice, from the terminal and from npm.
 */
export function stopOnSignal(stop: () => Promise<void>, log: Log): void {
  let since: number | undefined;
  const end = (code: number): void => {
    if (since !== undefined) {
      if (performance.now() - since > 1_000) process.exit(code || 130);
      return;
    }
    since = performance.now();
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
