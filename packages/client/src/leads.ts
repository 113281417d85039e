import type { FieldError, RefusalCode } from '@relata/model';
import type { WorkItem } from './answers.ts';
import type { DuplicateStrength } from './duplicates.ts';
import type { Call } from './transport.ts';

/** A company, person or deal that a lead would become. */
export interface QualifiedPart {
  /** Those that are there already and may be meant, best first. */
  found: { id: string; title: string; fields: string[]; strength: DuplicateStrength }[];
  /** What the lead says of it. */
  values: Record<string, unknown>;
  /** Fields for which the form asks. */
  asks: string[];
}

export interface Qualification {
  company: QualifiedPart | null;
  person: QualifiedPart | null;
  deal: QualifiedPart;
}

export interface LeadSettings {
  /** Kind of a person who comes with a company, and of one who comes from a partner. */
  employeeKind: string | null;
  consultantKind: string | null;
  /** Section of a company's page for whose fields the form asks as well. */
  companySection: string | null;
}

interface Entry {
  id: string;
  name: string;
}

/** What became of a lead, and why. */
export interface LeadDecision {
  lead: Entry;
  outcome: 'assigned' | 'duplicate' | 'unprocessed';
  rule: Entry | null;
  owner: Entry | null;
  /** Whose turn it was, where the rule names a team. */
  team: Entry | null;
  partner: Entry | null;
  original: (Entry & { object: 'lead' | 'person' | 'company' }) | null;
  /** The share of the target, and how many of the rule's leads it had before; in what the lead is like its original. */
  why: { percent?: number; had?: number; of?: number; by?: 'emails' | 'phones' | 'company' };
}

/** A decision as it was taken. */
export interface LoggedDecision extends LeadDecision {
  id: string;
  at: string;
}

/** What executing rules did, or would do. */
export interface LeadRun {
  looked: number;
  assigned: number;
  duplicate: number;
  unprocessed: number;
  /** Takes it back; null: it was a dry run. */
  batch: string | null;
  /** The first 200. */
  decisions: LeadDecision[];
}

/** What came by the key of a source. */
export interface LeadSourceFacts {
  source: string;
  hint: string;
  madeAt: string;
  received: number;
  lastReceivedAt: string | null;
  refused: number;
  lastRefusedAt: string | null;
  lastRefusal: {
    code: RefusalCode;
    reason?: string;
    errors: FieldError[];
    message: string;
  } | null;
}

/** Planned and real share of a target of a rule. */
export interface LeadSplit {
  rule: Entry;
  target: Entry & { kind: 'user' | 'team' | 'partner' };
  /** Of a hundred; null: it is none of the rule's targets any more. */
  planned: number | null;
  given: number;
  real: number;
}

interface Asking {
  ask: <T>(path: string, call?: Call) => Promise<T>;
  data: <T>(path: string, call?: Call) => Promise<T>;
  at: (object: { plural: string }, ...rest: string[]) => string;
}

const leads = { plural: 'leads' };
const sources = { plural: 'lead-sources' };
const rules = { plural: 'lead-rules' };

export const leadCalls = ({ ask, data, at }: Asking) => ({
  /** What qualifying a lead would make of it. */
  qualificationOf: (id: string, signal?: AbortSignal) =>
    data<Qualification>(at(leads, id, 'qualification'), { signal }),
  /** Takes the mark of what is new from a lead of one's own. */
  seeLead: (id: string) =>
    data<{ seen: boolean }>(at(leads, id, 'seen'), { method: 'POST', body: {} }),
  leadSettings: (signal?: AbortSignal) => data<LeadSettings>('/lead-settings', { signal }),
  changeLeadSettings: (body: Partial<LeadSettings>) =>
    data<LeadSettings>('/lead-settings', { method: 'PATCH', body }),

  leadSourceFacts: (signal?: AbortSignal) =>
    data<LeadSourceFacts[]>('/lead-sources/keys', { signal }),
  /** A source's key, shown this once; the one before ends. */
  makeLeadSourceKey: (id: string) =>
    data<{ id: string; key: string }>(at(sources, id, 'key'), { method: 'POST', body: {} }),
  /** Puts the free pool through a rule, or through all of them; much of it in the background. */
  runLeadRules: (rule: string | null, dryRun: boolean) =>
    data<LeadRun | WorkItem>(at(rules, ...(rule === null ? [] : [rule]), 'run'), {
      method: 'POST',
      body: { dryRun },
    }),
  /** Why leads went where, newest first. */
  leadDecisions: (
    query: {
      lead?: string | undefined;
      rule?: string | undefined;
      source?: string | undefined;
      after?: string | undefined;
    },
    signal?: AbortSignal,
  ) =>
    ask<{ data: LoggedDecision[]; page: { next: string | null } }>('/lead-decisions', {
      query,
      signal,
    }),
  /** From the first day to the last. */
  leadSplit: (query: { from: string; to: string }, signal?: AbortSignal) =>
    data<LeadSplit[]>('/lead-rules/split-check', { query, signal }),
});
