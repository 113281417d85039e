import { createClient } from '@relata/client';
import type { Firm } from './server.ts';

/** Somebody more in a firm, signed in without a screen. */
export async function hire(firm: Firm, name: string, role: string): Promise<Firm & { id: string }> {
  const email = `${name.split(' ')[0]?.toLowerCase()}@northwind.example`;
  const { link } = await firm.client.invite({ email, role });
  const token = new URL(link).searchParams.get('token') ?? '';
  const stranger = createClient({ baseUrl: firm.url });
  const { user: id } = await stranger.acceptInvitation({ token, name, password: firm.password });
  const answer = await fetch(`${firm.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: firm.password }),
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  return {
    ...firm,
    email,
    client: createClient({ baseUrl: firm.url, headers: { cookie } }),
    cookie,
    id,
  };
}
