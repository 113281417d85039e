import { statfsSync } from 'node:fs';
import { totalmem } from 'node:os';

const megabyte = 1024 * 1024;

/**
 * `relata.conf`, written anew at every start: fit for one small machine that also runs Relata, and
 * for bulk loads now and then. `custom.conf` beside it, never written by us, has the last word.
 */
export function settingsText(overrides: Record<string, string> = {}): string {
  const memory = Math.floor(
    Math.min(totalmem(), process.constrainedMemory() || Infinity) / megabyte,
  );
  const small = memory < 2_000;
  const settings: Record<string, string> = {
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: '60',
    // A sixteenth: the system's cache holds the rest, and a bulk edit writes through less of it.
    shared_buffers: `${Math.min(1024, Math.max(64, Math.floor(memory / 16)))}MB`,
    effective_cache_size: `${Math.max(256, Math.floor(memory / 2))}MB`,
    work_mem: small ? '8MB' : '32MB',
    maintenance_work_mem: small ? '64MB' : '256MB',
    // Parallel queries may need more shared memory than containers give to /dev/shm (64 MB).
    dynamic_shared_memory_type: sharedMemoryType(),
    max_parallel_workers_per_gather: '2',
    jit: 'off',
    random_page_cost: '1.1',
    // Common values are known one by one: an own field has often more than a hundred.
    default_statistics_target: '200',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    // This PostgreSQL only has pglz, which costs a bulk edit as much time as all the rest of it.
    wal_compression: 'off',
    max_wal_size: '4GB',
    min_wal_size: '80MB',
    checkpoint_timeout: '15min',
    checkpoint_completion_target: '0.9',
    // An import changes the picture at once: planner and visibility map must not wait for a fifth of a table.
    autovacuum_naptime: '15s',
    autovacuum_vacuum_scale_factor: '0.05',
    autovacuum_vacuum_insert_scale_factor: '0.05',
    autovacuum_analyze_scale_factor: '0.02',
    log_min_messages: 'warning',
    log_line_prefix: '%m [%p] ',
    ...overrides,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`);
  return `# Written by Relata at every start. Put your own settings into custom.conf.\n${lines.join('\n')}\n`;
}

function sharedMemoryType(): string {
  if (process.platform === 'win32') return 'windows';
  if (process.platform !== 'linux') return 'posix';
  try {
    const { bsize, blocks } = statfsSync('/dev/shm');
    return bsize * blocks >= 512 * megabyte ? 'posix' : 'sysv';
  } catch {
    return 'sysv';
  }
}
