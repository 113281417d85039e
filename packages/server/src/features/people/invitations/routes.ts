import { type Actor, isId, languages, Refusal } from '@relata/model';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Query } from '#platform/db.ts';
import { describes, list, text, uuid, whole } from '#engine/api/open-api-described.ts';
import { parse } from '#engine/api/parse.ts';
import { demandAdministrator, type Work, working } from '#engine/work.ts';
import { countAttempts, emailOf, identityWith, networkOf } from '#features/sign-in/index.ts';
import type { PeopleParts } from '../index.ts';
import { countSeats, isFull } from '../seats/count-seats.ts';
import { accept, type Accepted } from './accept.ts';
import {
  demandPending,
  findInvitation,
  listInvitations,
  unknownInvitation,
  wrongToken,
} from './invitation.ts';
import { invite, type Invited, resend, revoke } from './invite.ts';
import { linkOf } from './letter.ts';
import { readToken, type Token } from './token.ts';

const newInvitation = z.strictObject({
  email: z.string().max(400),
  role: z.string().max(100),
  /** Ids of teams. */
  teams: z.array(z.uuid()).max(100).optional(),
});

const acceptance = z.strictObject({
  token: z.string().max(200),
  /** Left out by who is signed in under the address of the invitation. */
  name: z.string().trim().min(1).max(120).optional(),
  /** A new one, or the one that belongs to the address already. */
  password: z.string().max(400).optional(),
  language: z.enum(languages).optional(),
});
const nothing = z.strictObject({});

/** The token comes in this header: addresses are written down on the way, headers are not. */
const tokenHeader = 'x-invitation';

const made = whole({
  id: uuid,
  link: text('Shown this once; send it again for another'),
  mailed: { type: 'boolean', description: 'False: hand the link over yourself' },
  seatsFull: { type: 'boolean', description: 'Nobody can accept before a seat is free' },
});

type Named = FastifyRequest<{ Params: { id: string } }>;

/** `/invitations`: asking people in, and coming in. */
export function addInvitationRoutes(app: FastifyInstance, parts: PeopleParts): void {
  const { engine, signIn } = parts;
  const { query } = engine.database;
  const attempts = countAttempts(engine.clock);

  const administrator = async (request: FastifyRequest): Promise<Actor> => {
    const actor = await signIn.identify(request);
    demandAdministrator(actor);
    return actor;
  };
  const idOf = (request: Named): string => {
    if (!isId(request.params.id)) throw new Refusal('not_found', 'there is no such invitation');
    return request.params.id.toLowerCase();
  };

  const send = async (
    reply: FastifyReply,
    actor: Actor,
    task: (work: Work) => Promise<Invited>,
    status: number,
  ): Promise<FastifyReply> => {
    const { id, token } = await working(engine, actor, async (work) => {
      const invited = await task(work);
      const { workspace, name: inviter } = actor;
      const content = { workspace, token: invited.token, inviter };
      await engine.mails.queue(work.connection, 'invitation', content);
      return invited;
    });
    const link = linkOf(engine.mails.publicUrl, token);
    const place = engine.database.of(actor.workspace);
    const mailed = await engine.mails.worksFor(place.query, actor.workspace);
    const seatsFull = isFull(await countSeats(place.query, actor.workspace));
    return reply.code(status).send({ data: { id, link, mailed, seatsFull } });
  };

  app.post(
    '/invitations',
    describes({
      about: 'invitations',
      summary: 'Ask somebody in; an open invitation of the address is replaced',
      body: newInvitation,
      status: 201,
      answer: made,
    }),
    async (request, reply) => {
      const actor = await administrator(request);
      const wanted = parse(newInvitation, request.body);
      return send(reply, actor, (work) => invite(work, { teams: [], ...wanted }), 201);
    },
  );

  app.get(
    '/invitations',
    describes({
      about: 'invitations',
      summary: 'Who has been asked in, and what became of it; the last 500',
      answer: list({ type: 'object' }),
    }),
    async (request) => {
      const { workspace } = await administrator(request);
      return {
        data: await listInvitations(
          engine.database.of(workspace).query,
          workspace,
          engine.clock.now().toISOString(),
        ),
      };
    },
  );

  app.post(
    '/invitations/:id/resend',
    describes({
      about: 'invitations',
      summary: 'A new link and seven days more; the old link is dead',
      body: nothing,
      answer: made,
    }),
    async (request: Named, reply) => {
      const actor = await administrator(request);
      parse(nothing, request.body);
      return send(reply, actor, (work) => resend(work, idOf(request)), 200);
    },
  );

  app.post(
    '/invitations/:id/revoke',
    describes({
      about: 'invitations',
      summary: 'Take it back; its link is dead',
      body: nothing,
      answer: whole({ id: uuid }),
    }),
    async (request: Named) => {
      const actor = await administrator(request);
      parse(nothing, request.body);
      const { id } = await working(engine, actor, (work) => revoke(work, idOf(request)));
      return { data: { id } };
    },
  );

  /** A guess is one that was never a token; what has ended is told as such to who has its link. */
  const withToken = <T>(
    request: FastifyRequest,
    given: unknown,
    task: (token: Token) => Promise<T>,
  ): Promise<T> =>
    attempts.at({ address: networkOf(request.ip) }, wrongToken, async () => {
      const token = typeof given === 'string' ? readToken(given) : null;
      if (!token) throw unknownInvitation();
      try {
        return await task(token);
      } catch (error) {
        const isGone = error instanceof Refusal && error.code === 'not_found';
        throw isGone ? unknownInvitation() : error;
      }
    });

  app.get(
    '/invitations/by-token',
    describes({
      about: 'invitations',
      summary: `What an invitation is to; its token comes in the header ${tokenHeader}`,
      open: true,
      answer: whole({
        email: text(),
        workspace: text(),
        inviter: text(),
        role: text(),
        hasAccount: { type: 'boolean', description: 'The address belongs to an account already' },
        signedIn: { type: 'boolean', description: 'And whoever asks is signed in with it' },
      }),
    }),
    async (request) => ({
      data: await withToken(request, request.headers[tokenHeader], async (token) => {
        const found = await peek(token);
        const { workspace } = await engine.workspaces.get(token.workspace);
        const identity = await identityWith(query, found.email);
        return {
          email: found.email,
          workspace: workspace.name,
          inviter: await nameOf(
            engine.database.of(token.workspace).query,
            token.workspace,
            found.inviter,
          ),
          role: found.role,
          hasAccount: identity !== null,
          signedIn: identity !== null && identity === (await identityBehind(request)),
        };
      }),
    }),
  );

  /** Of whoever is signed in; null where nobody is, or a program. */
  const identityBehind = async (request: FastifyRequest): Promise<string | null> =>
    (await signIn.asker(request))?.identity ?? null;

  app.post(
    '/invitations/accept',
    describes({
      about: 'invitations',
      summary:
        'Come in: with a new password, that of the account which the address has, or its session',
      open: true,
      body: acceptance,
      status: 201,
      answer: whole({ user: uuid, workspace: uuid }),
    }),
    async (request, reply) => {
      const given = parse(acceptance, request.body);
      const accepted = await withToken(request, given.token, (token) =>
        acceptAs(request, token, given),
      );
      await signIn.forget(query, `identity:${accepted.identity}`);
      const { email } = accepted;
      if (given.password !== undefined)
        await signIn.begin(request, reply, { email, password: given.password });
      return reply.code(201).send({ data: { user: accepted.user, workspace: accepted.workspace } });
    },
  );

  const acceptAs = async (
    request: FastifyRequest,
    token: Token,
    { name = '', password, language }: z.infer<typeof acceptance>,
  ): Promise<Accepted> => {
    const { email } = await peek(token);
    const identity = await identityWith(query, email);
    if (identity === null) {
      const wanted = { name: needed('name', name), email, password: needed('password', password) };
      return accept(parts, token, wanted, language);
    }
    if (password === undefined) await demandSession(request, identity);
    else await signIn.provePassword(request, { email, password });
    return accept(parts, token, { identity, name: name || (await nameBehind(identity)) }, language);
  };

  const peek = async (token: Token) => {
    const now = engine.clock.now().toISOString();
    const found = await findInvitation(
      engine.database.of(token.workspace).query,
      token.workspace,
      token,
      now,
    );
    if (!found) throw unknownInvitation();
    demandPending(found);
    return found;
  };

  const demandSession = async (request: FastifyRequest, identity: string): Promise<void> => {
    const here = await identityBehind(request);
    if (here === identity) return;
    const other = here === null ? null : await emailOf(query, here);
    if (other !== null)
      throw new Refusal('forbidden', 'the invitation is for another address', {
        reason: 'other_address',
        details: { email: other },
      });
    throw new Refusal('unauthenticated', 'sign in with the address of the invitation');
  };

  const nameBehind = async (identity: string): Promise<string> => {
    const { rows } = await query<{ name: string }>('select name from auth_user where id = $1', [
      identity,
    ]);
    return rows[0]?.name ?? '';
  };
}

async function nameOf(query: Query, workspace: string, user: string): Promise<string> {
  const { rows } = await query<{ name: string }>(
    'select name from "user" where workspace_id = $1 and id = $2',
    [workspace, user],
  );
  return rows[0]?.name ?? '';
}

function needed(field: string, value: string | undefined): string {
  if (value) return value;
  throw new Refusal('invalid', `${field} must be filled`, {
    errors: [{ field, code: 'required', message: 'must be filled' }],
  });
}
