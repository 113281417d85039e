import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll } from 'vitest';
import { addExportRoute } from '#engine/api/export-route.ts';
import { addImportRoutes } from '#engine/api/import-routes.ts';
import { addFieldRoutes } from '#features/custom-fields/index.ts';
import { addWorkRoutes } from '#engine/api/work-routes.ts';
import type { Engine } from '#engine/engine.ts';
import {
  type Answered,
  type Caller,
  type Door,
  eventually,
  inBackground,
  openDoor,
} from './door.ts';
import { type TestWorkspace, type TestWorkspaceOptions, workspace } from './workspace.ts';

/** An import as the API gives it. */
export type Shown = ReturnType<JSON['parse']>;

export interface Importing extends TestWorkspace {
  door: Door;
  call: Caller;
  /** Uploads a file: a fixture by its name, or a text. */
  upload(
    file: string | { name: string; text: string | Buffer },
    fields?: Record<string, unknown>,
    by?: Caller,
  ): Promise<Answered>;
  /** Uploads, starts and waits; `change` goes to the start. */
  run(
    file: Parameters<Importing['upload']>[0],
    change?: Record<string, unknown>,
    by?: Caller,
  ): Promise<Shown>;
  finished(id: string, by?: Caller): Promise<Shown>;
  /** Takes a batch back, however large. */
  undo(batch: string): Promise<void>;
  /** All records of an object, in the order in which they were made. */
  all(plural: string, query?: string): Promise<Shown[]>;
  total(plural: string): Promise<number>;
}

const nasty = join(import.meta.dirname, '../engine/import/read/fixtures');
const exported = join(import.meta.dirname, '../engine/import/presets/fixtures');

const backgrounds = new Map<Engine, Promise<() => Promise<void>>>();

/** A fixture of the nasty files, or, with `exports/` in front, of other programs' exports. */
export const fixture = (name: string): Buffer =>
  readFileSync(name.startsWith('exports/') ? join(exported, basename(name)) : join(nasty, name));

/** A workspace whose people import and export over HTTP, with what runs in the background. */
export async function importing(options: TestWorkspaceOptions = {}): Promise<Importing> {
  const made = await workspace(options);
  const { engine } = made;
  if (!backgrounds.has(engine)) backgrounds.set(engine, inBackground(engine));
  await backgrounds.get(engine);
  const door = await openDoor(made, (app, api) => {
    addImportRoutes(app, api);
    addExportRoute(app, api);
    addWorkRoutes(app, api);
    addFieldRoutes(app, api);
  });
  const call = door.as(made.admin);
  const upload: Importing['upload'] = async (file, fields = {}, by = call) => {
    const { name, text } =
      typeof file === 'string' ? { name: basename(file), text: fixture(file) } : file;
    const form = new FormData();
    for (const [field, value] of Object.entries(fields))
      form.append(field, typeof value === 'string' ? value : JSON.stringify(value));
    form.append('file', new Blob([typeof text === 'string' ? text : new Uint8Array(text)]), name);
    return by.send('/imports', form);
  };
  const finished: Importing['finished'] = (id, by = call) =>
    eventually(async () => {
      const { body } = await by.get(`/imports/${id}`);
      return ['draft', 'running'].includes(body.data.status) ? undefined : body.data;
    });
  const all: Importing['all'] = async (plural, query = '') => {
    const found: Shown[] = [];
    let after = '';
    do {
      const { body } = await call.get(
        `/${plural}?sort=id&limit=200${query}${after && `&after=${after}`}`,
      );
      found.push(...body.data);
      after = body.page.next;
    } while (after);
    return found;
  };
  return {
    ...made,
    door,
    call,
    upload,
    finished,
    async run(file, change = {}, by = call) {
      const draft = await upload(file, {}, by);
      if (draft.status !== 201) throw new Error(JSON.stringify(draft.body));
      const { id } = draft.body.data;
      const started = await by.post(`/imports/${id}/start`, change);
      if (started.status !== 202) throw new Error(JSON.stringify(started.body));
      return finished(id, by);
    },
    async undo(batch) {
      const { status, body } = await call.post(`/changes/${batch}/undo`);
      if (status !== 202) return;
      await eventually(
        async () => (await call.get(`/work/${body.data.id}`)).body.data.status === 'done',
      );
    },
    all,
    async total(plural) {
      return (await call.get(`/${plural}?limit=1&total=exact`)).body.page.total;
    },
  };
}

/** Ends what `importing` started; call it once in a test file. */
export function endImporting(): void {
  afterAll(async () => {
    for (const [engine, running] of backgrounds) {
      await (
        await running
      )();
      backgrounds.delete(engine);
    }
  });
}
