import type { AnyRecord, Changed, WorkItem } from './answers.ts';
import type { Call } from './transport.ts';

/** An entry of a list: a choice of the field `{object}.{name}`, or a record of stages, pipelines, lost reasons, tags. */
export type ListEntry = { field: string; value: string } | { plural: string; id: string };

const addressOfEntry = (entry: ListEntry): string =>
  'field' in entry
    ? `/fields/${encodeURIComponent(entry.field)}/options/${encodeURIComponent(entry.value)}`
    : `/${entry.plural}/${encodeURIComponent(entry.id)}`;

interface Asking {
  data: <T>(path: string, call?: Call) => Promise<T>;
  ask: <T>(path: string, call?: Call) => Promise<T>;
  /** Waits for work in the background: its batch. */
  ended: (item: WorkItem) => Promise<string>;
}

/** Pipelines and lists: for administrators to arrange. */
export const arrangingCalls = ({ data, ask, ended }: Asking) => ({
  /** How many live records of each object use it. */
  usageOf: (entry: ListEntry) =>
    data<{ object: string; count: number }[]>(`${addressOfEntry(entry)}/usage`),
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
    const done = await data<{ batch: string } | WorkItem>(`${addressOfEntry(entry)}/replace`, {
      method: 'POST',
      body,
    });
    return 'status' in done ? ended(done) : done.batch;
  },
  makePipeline: (template: string, name: string) =>
    ask<Changed<AnyRecord>>('/pipelines/from-template', {
      method: 'POST',
      body: { template, name },
    }),
  copyPipeline: (id: string, name: string) =>
    ask<Changed<AnyRecord>>(`/pipelines/${encodeURIComponent(id)}/copy`, {
      method: 'POST',
      body: { name },
    }),
});
