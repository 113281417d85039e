import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

/** What must arrive before a list is shown: the entry, what it imports, the texts of one language, and the collection page. */
const firstPage = /\/engine\/collection\/page\.tsx$/;

/**
 * Prints what the first load of a list costs, and fails the build where it is more than `limit` bytes of
 * brotli-compressed script: a ratchet, to be lowered, never raised.
 */
export function firstLoad(limit: number): Plugin {
  return {
    name: 'relata:first-load',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
      const roots = chunks.filter(
        (one) =>
          one.isEntry ||
          one.moduleIds.some((id) => firstPage.test(id)) ||
          /locales\/en\.(ts|json)(\?names)?$/.test(one.facadeModuleId ?? ''),
      );
      const needed = withImports(roots, bundle);
      const bytes = [...needed].map((one) => Buffer.from(one.code));
      const br = bytes.reduce((sum, code) => sum + brotliCompressSync(code).length, 0);
      const gz = bytes.reduce((sum, code) => sum + gzipSync(code, { level: 9 }).length, 0);
      this.info(
        `first load: ${needed.size} scripts, ${kilo(br)} kB brotli, ${kilo(gz)} kB gzip (limit ${kilo(limit)} kB)`,
      );
      if (br > limit)
        this.error(`the first load is ${kilo(br)} kB of script; the limit is ${kilo(limit)} kB`);
    },
  };
}

function withImports(
  roots: Rolldown.OutputChunk[],
  bundle: Rolldown.OutputBundle,
): Set<Rolldown.OutputChunk> {
  const found = new Set<Rolldown.OutputChunk>();
  const visit = (chunk: Rolldown.OutputChunk) => {
    if (found.has(chunk)) return;
    found.add(chunk);
    for (const name of chunk.imports) {
      const next = bundle[name];
      if (next?.type === 'chunk') visit(next);
    }
  };
  roots.forEach(visit);
  return found;
}

const kilo = (bytes: number) => (bytes / 1000).toFixed(1);
