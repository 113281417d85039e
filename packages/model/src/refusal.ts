/**
 * The ways in which Relata says no. Anything else that is thrown is a defect.
 *
 * A code is stable: clients and translations (`refusal.<code>` in locales) hang on it.
 */
export const refusals = {
  /** The request cannot be read: broken JSON, wrong types, unknown fields or operators. */
  malformed: 400,
  /** Nobody is signed in, or the key is unknown, expired or revoked. */
  unauthenticated: 401,
  /** The actor may see the thing but not do this to it. */
  forbidden: 403,
  /** It does not exist, or the actor may not know that it does. */
  not_found: 404,
  /** Something else stands in the way: a taken name, an import that already runs. */
  conflict: 409,
  /** The record has been changed since the caller read it (`details.current` is its version). */
  stale: 412,
  /** Body, file or selection beyond a limit (`details.limit`). */
  too_large: 413,
  /** The content type is not one that this address takes. */
  unsupported_type: 415,
  /** A rule of the business says no; `errors` names each field. */
  invalid: 422,
  /** Too many requests; `details.retryAfter` in seconds. */
  too_many: 429,
  /** No room on the server's disk; nothing was written. */
  disk_full: 507,
  /** The database cannot be reached; nothing was written, try again. */
  unavailable: 503,
} as const satisfies Record<string, number>;

export type RefusalCode = keyof typeof refusals;

/** What is wrong with one field. `code` names a translation `invalid.<code>`, `values` fill it in. */
export interface FieldError {
  /** API name of the field; `emails.0.value` for a part of one; empty for the record as a whole. */
  field: string;
  code: string;
  /** English; the API translates it by `code` where it knows the caller's language. */
  message: string;
  values?: Record<string, string | number>;
}

export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly errors: FieldError[];
  /** `reason` may name a more exact translation than the code: `refusal.<code>.<reason>`. */
  readonly reason: string | undefined;
  readonly details: Record<string, unknown>;

  constructor(
    code: RefusalCode,
    message: string,
    more: { errors?: FieldError[]; reason?: string; details?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.errors = more.errors ?? [];
    this.reason = more.reason;
    this.details = more.details ?? {};
  }

  /** HTTP status of this refusal. */
  get status(): number {
    return refusals[this.code];
  }
}

/** A rule says no to one field. */
export function invalid(
  field: string,
  code: string,
  message: string,
  values?: Record<string, string | number>,
): Refusal {
  return new Refusal('invalid', message, {
    errors: [values ? { field, code, message, values } : { field, code, message }],
  });
}
