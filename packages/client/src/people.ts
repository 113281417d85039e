import type { AuditAction, Explained, Language, RecordRef } from '@relata/model';
import type { WorkItem } from './answers.ts';
import type { Call } from './transport.ts';

export interface Invitation {
  id: string;
  email: string;
  /** A shipped role by name, or one of the workspace's own by its id. */
  role: string;
  /** Ids of teams. */
  teams: string[];
  /** Id of whoever invited. */
  inviter: string;
  /** RFC 3339 UTC, as all times. */
  sentAt: string;
  expiresAt: string;
  status: 'pending' | 'accepted' | 'expired' | 'revoked';
}

export interface Invited {
  id: string;
  /** Shown this once. */
  link: string;
  /** False: this server sends no mail; hand the link over yourself. */
  mailed: boolean;
  /** Nobody can accept before a seat is free. */
  seatsFull: boolean;
}

/** What an invitation is to, for whoever has its link. */
export interface InvitationShown {
  email: string;
  workspace: string;
  inviter: string;
  role: string;
  /** The address belongs to an account already. */
  hasAccount: boolean;
  /** And whoever asks is signed in with it. */
  signedIn: boolean;
}

export interface Acceptance {
  token: string;
  name?: string;
  password?: string;
  language?: Language;
}

/** What somebody would leave behind. */
export interface Belonging {
  object: string;
  count: number;
}

export interface Plan {
  plan: string;
  /** Null: no limit. */
  seats: number | null;
}

export interface Account extends Plan {
  /** People who take a seat. */
  active: number;
  /** Newest first. */
  history: { at: string; by: string | null; before: Plan; after: Plan; active: number }[];
}

/** Somebody who takes a seat, where there are too few: `details.people` of `too_many_active`. */
export interface SeatHolder {
  id: string;
  name: string;
  lastSeenAt: string | null;
  openDeals: number;
}

export interface PlanChange {
  plan?: string;
  seats?: number | null;
  deactivate?: { id: string; handOverTo?: string | null }[];
}

export interface PersonChange {
  name?: string;
  role?: string;
  visibility?: Record<string, string> | null;
  manager?: string | null;
}

export interface SetUpStep {
  of: 'settings' | 'object' | 'field' | 'record';
  object: string | null;
  /** Of a group of settings: `workspace`, `leads`. */
  name: string;
  does: 'add' | 'change' | 'keep' | 'refuse';
  parts?: string[];
  why?: { code: string; reason?: string; field?: string; values?: Record<string, string | number> };
}

export interface AuditEntry {
  number: number;
  at: string;
  actor: { id: string | null; name: string };
  action: AuditAction;
  object: string | null;
  record: string | null;
  address: string | null;
  agent: string | null;
  details: Record<string, unknown>;
  /** A change of settings that can be taken back. */
  undoable: boolean;
}

export interface AuditFilter {
  actor?: string | undefined;
  action?: AuditAction | undefined;
  /** RFC 3339; the first moment. */
  from?: string | undefined;
  /** The first moment that is not asked for. */
  to?: string | undefined;
}

/** What somebody may do with a record, and the rule that decides. */
export type Why = Record<'read' | 'update' | 'delete', Explained>;

interface Asking {
  ask: <T>(path: string, call?: Call) => Promise<T>;
  data: <T>(path: string, call?: Call) => Promise<T>;
  opened: (path: string, query?: Call['query']) => string;
}

const user = (id: string, rest = '') => `/users/${encodeURIComponent(id)}${rest}`;
const post = (body: object = {}): Call => ({ method: 'POST', body });

/** Who works here: people, invitations, seats, workspaces, and the log of what they did. */
export const peopleCalls = ({ ask, data, opened }: Asking) => ({
  invitations: () => data<Invitation[]>('/invitations'),
  invite: (wanted: { email: string; role: string; teams?: string[] }) =>
    data<Invited>('/invitations', post(wanted)),
  resendInvitation: (id: string) =>
    data<Invited>(`/invitations/${encodeURIComponent(id)}/resend`, post()),
  revokeInvitation: (id: string) =>
    data<unknown>(`/invitations/${encodeURIComponent(id)}/revoke`, post()),
  invitationBehind: (token: string) =>
    data<InvitationShown>('/invitations/by-token', { headers: { 'x-invitation': token } }),
  acceptInvitation: (acceptance: Acceptance) =>
    data<{ user: string; workspace: string }>('/invitations/accept', post(acceptance)),

  changePerson: (id: string, changes: PersonChange) =>
    ask<unknown>(user(id), { method: 'PATCH', body: changes }),
  /** Where no mail is sent; to be handed over. */
  makeEmailLink: (id: string, email: string) =>
    data<{ link: string }>(user(id, '/email-link'), post({ email })),
  belongings: (id: string) => data<Belonging[]>(user(id, '/belongings')),
  /** `work`: what they work on is being handed over. */
  deactivate: (id: string, handOverTo?: string) =>
    ask<{ work?: WorkItem }>(user(id, '/deactivate'), post(handOverTo ? { handOverTo } : {})),
  reactivate: (id: string) => ask<unknown>(user(id, '/reactivate'), post()),

  /** Of oneself without `user`; only administrators ask about others. */
  why: ({ object, id }: RecordRef, person?: string) =>
    data<Why>('/access/why', { query: { object, id, user: person } }),

  /** Address of a firm's logo, for everybody. */
  logoAddress: ({ id, logo }: { id: string; logo: string | null }) =>
    logo === null ? null : opened(`/workspaces/${id}/logo`, { of: logo }),

  account: () => data<Account>('/account'),
  changePlan: (change: PlanChange) => data<Account>('/account', { method: 'PATCH', body: change }),

  makeWorkspace: (name: string) =>
    data<{ id: string; name: string }>('/workspaces', post({ name })),
  /** What comes without naming a workspace goes there from now on. */
  chooseWorkspace: (id: string) => data<unknown>('/me', { headers: { 'x-workspace': id } }),

  audit: (filter: AuditFilter & { after?: string | null | undefined }) =>
    ask<{ data: AuditEntry[]; page: { next: string | null } }>('/audit', { query: { ...filter } }),
  /** Is every entry as it was written? `broken`: the first that is not. */
  checkAudit: () => data<{ entries: number; broken: number | null }>('/audit/check'),
  setUpAddress: () => opened('/set-up/export'),
  /** All records that may be taken out, as one archive. */
  everythingAddress: () => opened('/export'),
  /** `isPreview`: only tells what it would do. */
  applySetUp: (file: object, isPreview: boolean) =>
    data<{ steps: SetUpStep[]; batch: string | null }>(
      `/set-up/apply?dryRun=${isPreview}`,
      post(file),
    ),
  undoSetting: (number: number) => data<unknown>(`/audit/${number}/undo`, post()),
  auditAddress: (filter: AuditFilter) => opened('/audit/export', { ...filter }),
});
