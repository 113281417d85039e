import type { FieldError, RefusalCode } from '@relata/model';

/** What the API sends when it says no (RFC 9457), with our `code` and what is wrong with each field. */
export interface ProblemBody {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
  reason?: string;
  errors?: FieldError[];
  details?: Record<string, unknown>;
}

/**
 * The API said no, or could not be reached (`status` 0, code `unreachable`).
 * `code` is one of the model's refusal codes wherever Relata itself answered.
 */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: RefusalCode | 'unreachable' | 'unknown';
  readonly reason: string | undefined;
  readonly errors: FieldError[];
  readonly details: Record<string, unknown>;

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title ?? `The server answered ${status}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = status === 0 ? 'unreachable' : isCode(body.code) ? body.code : 'unknown';
    this.reason = body.reason;
    this.errors = body.errors ?? [];
    this.details = body.details ?? {};
  }

  /** Nothing is wrong with the request: the same one may succeed a moment later. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504;
  }
}

const isCode = (code: string | undefined): code is RefusalCode =>
  typeof code === 'string' && /^[a-z_]+$/.test(code);
