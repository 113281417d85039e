import type { AnyRecord, Changed, WorkItem } from '@relata/client';
import { client } from '../../../data/client.ts';

/** An entry of a list: a choice of the field `{object}.{name}`, or a record of stages, pipelines, lost reasons, tags. */
export type ListEntry = { field: string; value: string } | { plural: string; id: string };

type Use = { object: string; count: number } | { setting: string };

const addressOfEntry = (entry: ListEntry): string =>
  'field' in entry
    ? `/fields/${encodeURIComponent(entry.field)}/options/${encodeURIComponent(entry.value)}`
    : `/${entry.plural}/${encodeURIComponent(entry.id)}`;

const data = async <T>(path: string, body?: object): Promise<T> =>
  (await client.ask<{ data: T }>(path, body ? { method: 'POST', body } : {})).data;

/** Waits for work in the background: its batch. */
async function ended(item: WorkItem): Promise<string> {
  let now = item;
  while (now.status === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 500));
    now = await client.workItem(item.id);
  }
  if (now.status !== 'done') throw new Error(now.error ?? now.status);
  return now.batch ?? now.id;
}

/** Pipelines and lists: for administrators to arrange. Loaded with the pages that ask for it. */
export const arranging = {
  /** How many live records of each object use it, and which settings name it: `leads.employeeKind`. */
  usageOf: async (entry: ListEntry) => {
    const all = await data<Use[]>(`${addressOfEntry(entry)}/usage`);
    return {
      records: all.flatMap((one) => ('object' in one ? [one] : [])),
      settings: all.flatMap((one) => ('setting' in one ? [one.setting] : [])),
    };
  },
  /** Tags that nothing carries. */
  unusedTags: () => data<{ id: string; title: string }[]>('/tags/unused'),
  /**
   * Deletes an entry and puts another one, or none, in its place wherever it is used. Of a pipeline, `stages` says
   * which stage of the other one takes the place of which. Gives the batch.
   */
  replaceEntry: async (
    entry: ListEntry,
    instead: string | null,
    stages?: Record<string, string>,
  ): Promise<string> => {
    const body = { with: instead, ...(stages && { stages }) };
    const done = await data<{ batch: string } | WorkItem>(`${addressOfEntry(entry)}/replace`, body);
    return 'status' in done ? ended(done) : done.batch;
  },
  makePipeline: (template: string, name: string) =>
    client.ask<Changed<AnyRecord>>('/pipelines/from-template', {
      method: 'POST',
      body: { template, name },
    }),
  copyPipeline: (id: string, name: string) =>
    client.ask<Changed<AnyRecord>>(`/pipelines/${encodeURIComponent(id)}/copy`, {
      method: 'POST',
      body: { name },
    }),
};
