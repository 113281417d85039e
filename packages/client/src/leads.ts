import type { DuplicateStrength } from './answers.ts';
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

interface Asking {
  data: <T>(path: string, call?: Call) => Promise<T>;
  at: (object: { plural: string }, ...rest: string[]) => string;
}

const leads = { plural: 'leads' };

export const leadCalls = ({ data, at }: Asking) => ({
  /** What qualifying a lead would make of it. */
  qualificationOf: (id: string, signal?: AbortSignal) =>
    data<Qualification>(at(leads, id, 'qualification'), { signal }),
  /** Takes the mark of what is new from a lead of one's own. */
  seeLead: (id: string) =>
    data<{ seen: boolean }>(at(leads, id, 'seen'), { method: 'POST', body: {} }),
  leadSettings: (signal?: AbortSignal) => data<LeadSettings>('/lead-settings', { signal }),
  changeLeadSettings: (body: Partial<LeadSettings>) =>
    data<LeadSettings>('/lead-settings', { method: 'PATCH', body }),
});
