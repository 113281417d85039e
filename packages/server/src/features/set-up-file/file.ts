import { z } from 'zod';

const json = z.record(z.string(), z.unknown());

/**
 * The file: everything that shapes a workspace, and neither people nor their records. What refers to something says it
 * by name: `{{stage:Sales/Won}}`. What is not named in it stays as it is where it is applied.
 */
export const setUpFile = z.strictObject({
  relata: z.literal('set-up'),
  version: z.literal(1),
  workspace: json,
  /** Other settings by their groups, as the log calls them. */
  settings: z.record(z.string(), json).default({}),
  /** The workspace's own, and what it says of ours. */
  objects: z.array(z.looseObject({ name: z.string() })).max(500),
  /** The same of fields; whose `kind` is named, that is the workspace's own. */
  fields: z.array(z.looseObject({ object: z.string(), name: z.string() })).max(20_000),
  /** By object: pipelines, stages, roles, shared views … */
  records: z.record(z.string(), z.array(json).max(50_000)),
  /** What could not be said without naming people or records. */
  leftOut: z.array(z.strictObject({ object: z.string(), name: z.string() })).optional(),
});
export type SetUpFile = z.infer<typeof setUpFile>;
export type Json = Record<string, unknown>;

/** What applying does with one thing of the file. */
export interface Step {
  /** A group of settings, or what it stands among. */
  of: 'settings' | 'object' | 'field' | 'record';
  /** Name of the object that it belongs to. */
  object: string | null;
  name: string;
  does: 'add' | 'change' | 'keep' | 'refuse';
  /** What of it changes. */
  parts?: string[];
  /** Why it is refused: a code of `refusal` or `invalid`, and where. */
  why?: { code: string; reason?: string; field?: string; values?: Record<string, unknown> };
}
