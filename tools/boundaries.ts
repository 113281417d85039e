import { readFileSync, readdirSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, join, posix, relative, sep } from 'node:path';

/** Who may import whom, as docs/architecture.md says it. Prints what breaks a rule; exit code 1 if anything does. */

const mayImport: Record<string, string[]> = {
  model: [],
  client: ['model'],
  web: ['model', 'client'],
  server: ['model'],
};
/** Inside the server each may import itself and what stands before it. */
const layers = ['platform', 'engine', 'features'];
const noPlaceFor = ['utils', 'helpers', 'core', 'common', 'shared', 'manager', 'service'];

/** @param path from the project's root, with slashes */
export function breaches(path: string, source: string): string[] {
  const folder = path.split('/').find((part) => noPlaceFor.includes(part));
  const imports = importsOf(source).flatMap((target) => {
    const reason = breach(path, target);
    return reason ? [`${path}: imports ${target}: ${reason}`] : [];
  });
  return [
    ...(folder ? [`${path}: a folder called ${folder} says nothing of what is in it`] : []),
    ...(goesPastOutbound(path, source) ? [`${path}: goes out past platform/outbound`] : []),
    ...imports,
  ];
}

/** Modules that reach other machines. The database and the mail server are the operator's own and have theirs. */
const reaching =
  /^(?:node:)?(?:https?|http2|tls|dgram|dns(?:\/promises)?)$|^(?:undici|axios|got|ky|node-fetch|@better-fetch\/.*)$/;
/** The rest of node:net only looks at addresses, or listens. */
const connecting = /\b(?:connect|createConnection|Socket|Stream)\b|\*|^\s*\w+\s*(?:,|$)/;

/** Does the server reach others here by another way than the one client that is made for it (T20)? */
function goesPastOutbound(path: string, source: string): boolean {
  const isServer = path.startsWith('packages/server/src/');
  const mayReach = /^packages\/server\/src\/(?:platform\/outbound|test)\//.test(path);
  if (!isServer || mayReach || isTest(path)) return false;
  const clauses = [...source.matchAll(/\bimport\s+([^'"]*?)\s+from\s*['"](?:node:)?net['"]/g)];
  return (
    importsOf(source).some((target) => reaching.test(target)) ||
    clauses.some(([, clause = '']) => connecting.test(clause)) ||
    /(?<![.\w#])fetch\s*\(|\bglobalThis\.fetch\b|\bnew\s+(?:WebSocket|EventSource)\b/.test(
      source,
    ) ||
    // What comes with a fetch of its own is given ours.
    (importsOf(source).includes('openid-client') && !source.includes('customFetch'))
  );
}

function importsOf(source: string): string[] {
  const pattern = /(?:\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"\n]+)\1/g;
  return [...source.matchAll(pattern)].flatMap((match) => match[2] ?? []);
}

function breach(path: string, target: string): string | undefined {
  const home = /^packages\/([^/]+)\/(.*)$/.exec(path);
  const [, name = '', inside = ''] = home ?? [];
  const allowed = mayImport[name];
  if (!allowed) return undefined;

  const other = /^@relata\/([^/]+)/.exec(target)?.[1];
  if (other) {
    return allowed.includes(other) ? undefined : `${name} may not know ${other}`;
  }
  if (name === 'model' && isBuiltin(target) && !isTest(path)) {
    return 'the model does no input or output';
  }
  if (target.startsWith('.')) {
    const full = posix.join(posix.dirname(path), target);
    if (!full.startsWith(`packages/${name}/`)) return 'reaches into another package by its path';
  }
  if (name === 'server') return breachOfLayers(inside, target);
  if (name === 'web') return breachOfUi(inside, target);
  return undefined;
}

function breachOfLayers(inside: string, target: string): string | undefined {
  const from = /^src\/([^/]+)\//.exec(inside)?.[1];
  const full = target.startsWith('#')
    ? `src/${target.slice(1)}`
    : posix.join(posix.dirname(inside), target);
  const to = /^src\/([^/]+)\//.exec(full)?.[1];
  if (!from || !to || isTest(inside) || from === 'test') return undefined;
  if (to === 'test') return 'only tests use what is made for tests';
  if (layers.indexOf(to) > layers.indexOf(from)) return `${from} may not know ${to}`;

  const [, , mine] = inside.split('/');
  const [, , theirs, ...rest] = full.split('/');
  const intoFeature = from === 'features' && to === 'features' && mine !== theirs;
  return intoFeature && rest.join('/') !== 'index.ts'
    ? 'a feature reaches another through its index.ts'
    : undefined;
}

/** Buttons and dialogs that know nothing of a CRM. */
function breachOfUi(inside: string, target: string): string | undefined {
  if (!inside.startsWith('src/ui/') || !target.startsWith('.')) return undefined;
  const full = posix.join(posix.dirname(inside), target);
  return full.startsWith('src/ui/') ? undefined : 'ui knows nothing of the rest of the app';
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return ['node_modules', 'dist', 'data'].includes(entry.name) ? [] : sources(path);
    }
    return /\.(tsx?|mjs)$/.test(entry.name) ? [path] : [];
  });
}

if (process.argv[1] && basename(process.argv[1]) === basename(import.meta.filename)) {
  const root = dirname(import.meta.dirname);
  const files = ['packages', 'tools', 'bench', 'e2e'].flatMap((each) => sources(join(root, each)));
  const found = files.flatMap((file) =>
    breaches(relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8')),
  );
  process.stdout.write(
    `${[...found, `${files.length} files, ${found.length} breaches`].join('\n')}\n`,
  );
  process.exitCode = found.length > 0 ? 1 : 0;
}
