import { Refusal, type FieldError, type RefusalCode } from '@relata/model';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { asRefusal } from '../database-errors.ts';

/** What a person reads of a refusal, in their language. */
export interface Description {
  title: string;
  detail: string;
  errors: FieldError[];
}

/**
 * Puts a refusal into the caller's words; undefined stands for a defect of ours.
 * It must not throw and not ask the database, which may be what is refused.
 */
export type Describe = (refusal: Refusal | undefined, request: FastifyRequest) => Description;

const titles = {
  malformed: 'The request cannot be read',
  unauthenticated: 'Not signed in',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  conflict: 'Conflict',
  stale: 'Changed meanwhile',
  too_large: 'Too large',
  unsupported_type: 'Unsupported content type',
  invalid: 'Not accepted',
  too_many: 'Too many requests',
  disk_full: 'The disk is full',
  unavailable: 'Not available just now',
} as const satisfies Record<RefusalCode, string>;

/** English, where the caller's language is not known. */
export const describeInEnglish: Describe = (refusal) => {
  if (!refusal) {
    return {
      title: 'Something went wrong',
      detail: 'It is our fault and has been noted.',
      errors: [],
    };
  }
  return { title: titles[refusal.code], detail: refusal.message, errors: refusal.errors };
};

/** The refusal that an error amounts to; undefined for a defect. */
export function refusalOf(error: unknown): Refusal | undefined {
  const known = asRefusal(error);
  if (known instanceof Refusal) return known;
  return isFastifyError(error) ? refusalOfStatus(error) : undefined;
}

/** Answers with RFC 9457 `application/problem+json`; `code`, `reason` and `details` are our extension members. */
export async function sendProblem(
  reply: FastifyReply,
  refusal: Refusal | undefined,
  { title, detail, errors }: Description,
): Promise<void> {
  const status = refusal?.status ?? 500;
  if (status === 429 || status === 503) {
    const seconds = Number(refusal?.details['retryAfter'] ?? 2);
    reply.header('retry-after', String(Math.max(1, Math.ceil(seconds))));
  }
  const body = {
    type: refusal ? `urn:relata:problem:${refusal.code}` : 'about:blank',
    title,
    status,
    detail,
    ...(errors.length > 0 && { errors }),
    code: refusal?.code ?? 'defect',
    ...(refusal?.reason && { reason: refusal.reason }),
    ...(refusal && Object.keys(refusal.details).length > 0 && { details: refusal.details }),
    request: reply.request.id,
  };
  await reply.code(status).type('application/problem+json').send(JSON.stringify(body));
}

const codeOfStatus: Record<number, RefusalCode> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  412: 'stale',
  413: 'too_large',
  415: 'unsupported_type',
  422: 'invalid',
  429: 'too_many',
};

/** Fastify and its plugins say no with a status: unreadable JSON, a too large body, a wrong content type … */
function refusalOfStatus(error: FastifyError): Refusal | undefined {
  const status = error.statusCode ?? 500;
  if (status === 503) return new Refusal('unavailable', 'The server is about to restart.');
  if (status < 400 || status >= 500) return undefined;
  const errors = (error.validation ?? []).map(({ instancePath, keyword, message }) => ({
    field: instancePath.slice(1).replaceAll('/', '.'),
    code: keyword,
    message: message ?? error.message,
  }));
  return new Refusal(codeOfStatus[status] ?? 'malformed', error.message, { errors });
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number';
}
