import { ApiProblem, type ProblemBody } from './problem.ts';

export interface ClientOptions {
  /** Where the server is: `https://crm.example.com`; empty for the page's own. */
  baseUrl?: string;
  /** Replaces the runtime's own, e.g. to keep cookies in tests. */
  fetch?: typeof fetch;
  /** Sent with every request: an API key (`Authorization`), `X-Workspace`. */
  headers?: Record<string, string>;
  /** Id of the person whose view of the workspace is asked for: by administrators, for reading. */
  viewAs?: string | undefined;
  /** Is told, before a change of settings is answered, under which number the log has it. */
  onSetting?: (entry: number) => void;
}

export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  query?: Record<string, string | number | boolean | null | undefined>;
  /** JSON, unless it is `FormData`. */
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** Answers the file, under the name that the server gives it, instead of JSON. */
  wants?: 'file';
}

/** One request to `/api/...`; answers the JSON, or the `File` that is wanted, undefined where there is none. Throws `ApiProblem`. */
export type Transport = (path: string, call?: Call) => Promise<unknown>;

export function createTransport(options: ClientOptions): Transport {
  const send = options.fetch ?? fetch;
  return async (path, call = {}) => {
    const isForm = call.body instanceof FormData;
    const headers: Record<string, string> = {
      accept: 'application/json',
      ...options.headers,
      ...(options.viewAs && { 'x-view-as': options.viewAs }),
      ...call.headers,
    };
    if (call.body !== undefined && !isForm) headers['content-type'] = 'application/json';
    const init: RequestInit = { method: call.method ?? 'GET', headers, credentials: 'same-origin' };
    if (call.signal) init.signal = call.signal;
    if (call.body instanceof FormData) init.body = call.body;
    else if (call.body !== undefined) init.body = JSON.stringify(call.body);

    const answer = await send(addressOf(options.baseUrl ?? '', path, call.query), init).catch(
      (error: unknown) => {
        if (call.signal?.aborted) throw error;
        throw new ApiProblem(0, {
          title: error instanceof Error ? error.message : 'The server cannot be reached',
        });
      },
    );
    if (answer.ok && call.wants === 'file') return fileIn(answer);
    const entry = answer.headers.get('x-audit-entry');
    const text = await answer.text();
    if (entry) options.onSetting?.(Number(entry));
    const body = parsed(text);
    if (answer.ok) return body;
    throw new ApiProblem(answer.status, isProblem(body) ? body : { title: answer.statusText });
  };
}

/** The full address of a call; also for links that the browser follows by itself (exports, files). */
export function addressOf(baseUrl: string, path: string, query: Call['query'] = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  const tail = search.size ? `?${search.toString()}` : '';
  return `${baseUrl}${path}${tail}`;
}

async function fileIn(answer: Response): Promise<File> {
  const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
  const content = await answer.blob();
  return new File([content], name ?? 'file', { type: content.type });
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isProblem = (body: unknown): body is ProblemBody => typeof body === 'object' && body !== null;
