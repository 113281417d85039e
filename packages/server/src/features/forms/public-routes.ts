import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '@relata/model';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { openAllowance } from '#platform/http/allowance.ts';
import { refusalOf } from '#platform/http/problem.ts';
import type { Secrets } from '#platform/seal.ts';
import { describe, languageOf, speak } from '#engine/api/describe.ts';
import { takeFormBodies } from '#engine/api/form-bodies.ts';
import { text, whole } from '#engine/api/open-api-described.ts';
import type { Engine } from '#engine/engine.ts';
import { networkOf } from '#features/sign-in/index.ts';
import { type Form, formOf, keyInAddress, said, sitesOf } from './form.ts';
import { openHiding } from './hide.ts';
import { addConfirmRoutes } from './confirm-routes.ts';
import { addressOf, formPage, messagePage, thanksOf, thanksPage } from './page.ts';
import { names, type Post, textIn } from './read-post.ts';
import type { Outcome, Tally } from './tally.ts';
import { takePost } from './take-post.ts';
import { openTickets, reasons } from './tickets.ts';
import { sendPage, toVisitors } from './to-visitors.ts';
import { wordsIn } from './words.ts';

/** From one address. A firm behind one address has more than one visitor. */
const postsPerMinute = 20;
/** Pages, tickets, posts and wrong keys together. A key is too long to be guessed. */
const asksPerMinute = 120;

type Of = FastifyRequest<{ Params: { key: string } }>;

interface Parts {
  engine: Engine;
  tally: Tally;
  secrets: Secrets;
}

/**
 * What visitors of other sites meet, with nobody signed in: `GET /forms/{key}` is the page of a form, for a frame or
 * alone; `POST` sends it, as a plain form does (→ 303) or as JSON (→ 201); `GET …/ticket` gives a script of its own what
 * it must prove. Every refusal is in the form's language, and a page where a page was asked for.
 */
export function addPublicRoutes(app: FastifyInstance, { engine, tally, secrets }: Parts): void {
  const allowance = openAllowance(engine.clock);
  const tickets = openTickets(secrets, engine.clock);
  const hide = openHiding(secrets);

  /** The form of the address, open to the site that asks; refuses by the reasons of OO-WEB-07. */
  async function arrive(request: Of): Promise<Form> {
    spend(`ask ${networkOf(request.ip)}`, asksPerMinute);
    const form = await formOf(engine, request.params.key);
    forms.set(request, form);
    speak(request, form.language);
    const refused = closedTo(form, request);
    if (!refused) return form;
    tally.count(form, refused.outcome);
    throw new Refusal('malformed', refused.message, { reason: refused.reason });
  }
  const spend = (name: string, perMinute: number): void => {
    const retryAfter = allowance.spend(name, perMinute);
    if (retryAfter !== null)
      throw new Refusal('too_many', 'too many posts', { reason: 'form', details: { retryAfter } });
  };

  async function take(request: Of, form: Form, post: Post): Promise<'taken' | 'again'> {
    spend(`post ${networkOf(request.ip)}`, postsPerMinute);
    if (textIn(post, names.trap) !== '')
      throw new Refusal('invalid', 'a program filled this in', { reason: trapped });
    const ticket = tickets.check(form, post[names.ticket], post[names.proof]);
    spend(`form ${form.id}`, Number(form.says['perMinute'] ?? 60));
    const network = networkOf(request.ip);
    const { isNew, unasked } = await takePost(engine, form, { ticket, post, network, hide });
    if (unasked) tally.count(form, 'unasked');
    return isNew ? 'taken' : 'again';
  }

  void app.register(async (open) => {
    takeFormBodies(open);
    open.setErrorHandler(async (error, request, reply) => {
      const form = forms.get(request);
      if (form) allowOrigin(form, request, reply);
      const refusal = refusalOf(error);
      if (!refusal || !wantsPage(request)) throw error;
      const retryAfter = refusal.details['retryAfter'];
      if (typeof retryAfter === 'number') reply.header('retry-after', String(retryAfter));
      const told = describe(refusal, request);
      const body = form && isAnswered(refusal) ? again(form, request, told) : undefined;
      return sendPage(
        reply.code(refusal.status),
        form ?? null,
        body ?? messagePage(form?.language ?? languageOf(request), told),
      );
    });
    const again = (form: Form, request: FastifyRequest, told: ReturnType<typeof describe>) =>
      formPage(form, {
        ticket: tickets.issue(form),
        answers: answersIn(request.body),
        errors: told.errors,
        ...(!told.errors.length && {
          notice: { text: `${told.title}. ${told.detail}`, isProblem: true },
        }),
      });

    open.get(
      `/forms/${keyInAddress}`,
      toVisitors({
        summary: 'The page of a form; `?sent` says thanks',
        content: { 'text/html': text() },
      }),
      async (request: Of, reply) => {
        const form = await arrive(request);
        const query = (request.query ?? {}) as Post;
        const body =
          'sent' in query
            ? thanksPage(form)
            : formPage(form, { ticket: tickets.issue(form), answers: query });
        return sendPage(reply, form, body);
      },
    );
    open.get(
      `/forms/${keyInAddress}/ticket`,
      toVisitors({
        summary:
          'A ticket for a script of one’s own: `relata-ticket`, with a number as `relata-proof` so that SHA-256 of `<ticket>.<number>` begins with as many zero bits as its third part says; good from 3 seconds on, for 2 hours',
        answer: whole({ ticket: text() }),
      }),
      async (request: Of, reply) => {
        const form = await arrive(request);
        allowOrigin(form, request, reply);
        return { data: { ticket: tickets.issue(form) } };
      },
    );
    open.options(
      `/forms/${keyInAddress}`,
      { config: { fromAnySite: true, rateLimit: false } },
      async (request: Of, reply) => {
        const form = await arrive(request);
        allowOrigin(form, request, reply);
        return reply
          .header('access-control-allow-methods', 'POST')
          .header('access-control-allow-headers', 'content-type')
          .header('access-control-max-age', '600')
          .code(204)
          .send();
      },
    );
    open.post(
      `/forms/${keyInAddress}`,
      toVisitors({
        summary:
          'Send what a visitor filled in: answers by the names of the form’s fields, with ticket and proof. A plain form (→ 303) or JSON (→ 201)',
        body: { type: 'object' },
        status: 201,
        answer: whole({ redirect: text('Where the visitor goes, or null'), thanks: text() }),
      }),
      async (request: Of, reply) => {
        const form = await arrive(request);
        const post = answersIn(request.body);
        const isPlain = wantsPage(request);
        if (isPlain && post[names.ticket] === undefined && textIn(post, names.trap) === '') {
          tally.count(form, 'confirm');
          const notice = { text: wordsIn(form.language).confirm, isProblem: false };
          const ticket = tickets.issue(form);
          return sendPage(reply, form, formPage(form, { ticket, answers: post, notice }));
        }
        try {
          tally.count(form, await take(request, form, post));
        } catch (error) {
          if (error instanceof Refusal) tally.count(form, outcomeOf(error));
          throw error;
        }
        const redirect = said(form, 'redirect') || null;
        if (isPlain) return reply.redirect(redirect ?? `${addressOf(form)}?sent=1`, 303);
        allowOrigin(form, request, reply);
        return reply.code(201).send({ data: { redirect, thanks: thanksOf(form) } });
      },
    );
    addConfirmRoutes(open, {
      engine,
      arrive(request, form) {
        forms.set(request, form);
        speak(request, form.language);
      },
      spend: (request) => spend(`ask ${networkOf(request.ip)}`, asksPerMinute),
    });
    for (const [name, type] of Object.entries(served)) {
      const content = readFileSync(join(import.meta.dirname, 'visitor', name), 'utf8');
      open.get(
        `/forms/${name}`,
        toVisitors({
          summary: 'What pages of forms use',
          content: { [type]: text() },
        }),
        async (_request, reply) =>
          reply
            .header('cross-origin-resource-policy', 'cross-origin')
            .header('cache-control', 'public, max-age=600')
            .type(type)
            .send(content),
      );
    }
  });
}

const served = {
  'visitor.css': 'text/css; charset=utf-8',
  'visitor.js': 'text/javascript; charset=utf-8',
  'embed.js': 'text/javascript; charset=utf-8',
};

/** Which form a request is about, for whoever refuses it. */
const forms = new WeakMap<FastifyRequest, Form>();

/** Browsers that show the answer say so; scripts take anything. */
const wantsPage = ({ headers }: FastifyRequest): boolean =>
  headers.accept?.includes('text/html') === true;

/** What was refused can be put right and sent again, rather than there being no such form. */
const isAnswered = ({ code }: Refusal): boolean => code === 'invalid' || code === 'too_many';

const answersIn = (body: unknown): Post => {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Refusal('malformed', 'send the answers: an object of names and values');
  return { ...body };
};

/** Why the form takes nothing from here; undefined where it does. What nobody works with nothing comes into (OO-PERM-08). */
function closedTo(form: Form, request: FastifyRequest) {
  const isPutAway = (name: string) => form.catalog.objects[name]?.off === true;
  if (form.says['active'] !== true || isPutAway('lead') || isPutAway(form.makes))
    return { outcome: 'off', reason: 'form_off', message: 'this form takes nothing' } as const;
  const { origin } = request.headers;
  const sites = sitesOf(form);
  if (!sites.length || origin === undefined || sites.includes(origin)) return undefined;
  if (URL.parse(origin)?.host === request.host) return undefined;
  return { outcome: 'site', reason: 'form_site', message: 'not from this site' } as const;
}

/** It looks at no cookie, so every site may read the answer that may show the form. */
function allowOrigin(form: Form, request: FastifyRequest, reply: FastifyReply): void {
  const { origin } = request.headers;
  const sites = sitesOf(form);
  if (!sites.length) reply.header('access-control-allow-origin', '*');
  else if (origin !== undefined && sites.includes(origin))
    reply.header('access-control-allow-origin', origin).header('vary', 'origin');
}

const trapped = 'form_trap';

const outcomes: Record<string, Outcome> = {
  [trapped]: 'trap',
  [reasons.unchecked]: 'proof',
  [reasons.tooFast]: 'fast',
  [reasons.expired]: 'proof',
  form: 'often',
};

const outcomeOf = ({ reason = '' }: Refusal): Outcome => outcomes[reason] ?? 'answers';
