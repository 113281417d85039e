import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { expect, test } from 'vitest';

const root = dirname(import.meta.dirname);
const told = pathsIn(readFileSync(join(root, 'docs', 'architecture.md'), 'utf8'));
const files = globSync('packages/*/src/**/*.*', { cwd: root }).map((path) =>
  path.split(sep).join('/'),
);
const folders = [...new Set(files.flatMap(foldersAbove))];

/** Paths of the tree, from its indentation. `<kind>/` stands for any one folder. */
function pathsIn(page: string): string[] {
  const [, tree = ''] = /<!-- tree -->\s+```\n([\s\S]*?)```/.exec(page) ?? [];
  const above: { indent: number; path: string }[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, blanks = '', name] = /^( *)(\S+)/.exec(line) ?? [];
    if (!name) return [];
    while ((above.at(-1)?.indent ?? -1) >= blanks.length) above.pop();
    const path = `${above.at(-1)?.path ?? ''}${name}`;
    above.push({ indent: blanks.length, path });
    return [path];
  });
}

/** `packages/model/src/` and every folder below it on the way to the file. */
function foldersAbove(file: string): string[] {
  const steps = file.split('/').slice(0, -1);
  return steps.slice(2).map((_, i) => `${steps.slice(0, i + 3).join('/')}/`);
}

const fits = (path: string) => {
  const pattern = new RegExp(`^${path.replace(/<\w+>/g, '[^/]+')}$`);
  return (folder: string): boolean => pattern.test(folder);
};

test('docs/architecture.md gives every folder a line', () => {
  expect(folders.length).toBeGreaterThan(50);
  expect(folders.filter((folder) => !told.some((path) => fits(path)(folder)))).toEqual([]);
});

test('docs/architecture.md names nothing that has gone', () => {
  const there = (path: string) => folders.some(fits(path)) || existsSync(join(root, path));
  expect(told.filter((path) => !there(path))).toEqual([]);
});
