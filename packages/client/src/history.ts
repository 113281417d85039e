import type { AnyRecord, Kept, PageInfo } from './answers.ts';

export interface FieldChange {
  before: unknown;
  after: unknown;
}

export interface TimelineEntry {
  kind: 'note' | 'activity' | 'file' | 'change';
  id: string;
  at: string;
  by: { id: string; name: string } | null;
  /** It is kept from you who it was. */
  byKept?: true;
  record?: AnyRecord;
  change?: Pick<HistoryEntry, 'action' | 'fields' | 'batch' | 'imported' | 'of'> &
    ChangeMark & {
      /** Who wrote the remark last, and when. */
      remarkBy: { id: string; name: string } | null;
      remarkAt: string | null;
    };
}

/** What somebody has to say of a change, and whether it stands on top of the timeline. */
export interface ChangeMark {
  remark: string | null;
  pinned: boolean;
}

export interface TimelinePage {
  data: TimelineEntry[];
  /** On the first page: what somebody has pinned, newest first; it is in `data` as well. */
  pinned?: TimelineEntry[];
  /** On the first page: activities that are still to do, next first. */
  planned?: TimelineEntry[];
  page: PageInfo;
}

export interface HistoryEntry {
  id: string;
  at: string;
  by: { id: string; name: string } | null;
  /** It is kept from you who it was. */
  byKept?: true;
  /** Who it was where no user did it: `import`, `retention`. */
  actor: string;
  action: string;
  fields: Record<string, FieldChange>;
  batch: string;
  /** It came from an imported file. */
  imported?: true;
  undone: boolean;
  /** Of a record that became part of this one: which. */
  of: { id: string; title: string } | null;
}

export interface Undone {
  batch: string;
  counts: { undone: number; refused: number };
  refused: Kept[];
}
