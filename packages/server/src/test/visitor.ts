import type { Told } from './front-door.ts';

/** Somebody's browser at a server in a process of its own: keeps cookies, and comes from its pages. */
export interface Visitor {
  /** Name → value, as the server has written it. */
  cookies: Map<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<Pick<Told, 'status' | 'body'>>;
  post(path: string, body?: object): Promise<Pick<Told, 'status' | 'body'>>;
  put(path: string, body: object): Promise<Pick<Told, 'status' | 'body'>>;
}

export function visitorOf(address: string): Visitor {
  const cookies = new Map<string, string>();
  const at = (path: string) => `${address}${path.startsWith('/api/') ? '' : '/api/v1'}${path}`;
  const send = async (path: string, init: RequestInit & { headers: Record<string, string> }) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { origin: address, ...(cookie && { cookie }), ...init.headers };
    const answer = await fetch(at(path), { ...init, headers });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (/max-age=0/i.test(set)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const text = await answer.text();
    const isJson = /json/.test(answer.headers.get('content-type') ?? '');
    return { status: answer.status, body: isJson && text ? JSON.parse(text) : text };
  };
  return {
    cookies,
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, body = {}) => send(path, writing('POST', body)),
    put: (path, body) => send(path, writing('PUT', body)),
  };
}

const writing = (method: string, body: object) => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
