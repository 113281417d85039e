import { systemActor } from '@relata/model';
import type { Engine } from '#engine/engine.ts';
import { type Work, working } from '#engine/work.ts';
import { given, type Received, takeIn, twiceIfMeant } from '#features/lead-sources/index.ts';
import { notify, peopleNamed } from '#features/notifications/index.ts';
import { askToConfirm } from './ask-to-confirm.ts';
import { becomeDeal, isNoDeal } from './become-deal.ts';
import { type Form, said } from './form.ts';
import type { Hide } from './hide.ts';
import { type Answers, type Post, readPost, textIn } from './read-post.ts';

interface Sent {
  /** The same ticket again makes nothing. */
  ticket: string;
  post: Post;
  /** Where the visitor comes from, as far as posts from there are counted. */
  network: string;
  /** What is kept of network and address is hidden by it. */
  hide: Hide;
}

/** What became of a post; `unasked`: the letter by which the visitor would confirm was one too many. */
export interface Taken extends Received {
  unasked: boolean;
}

/**
 * Makes a lead of what a visitor sent, and of that a deal where the form says so, and tells whom it names. What cannot
 * be a deal is taken as a lead all the same: nothing that a visitor sent is lost.
 */
export async function takePost(engine: Engine, form: Form, sent: Sent): Promise<Taken> {
  const actor = systemActor(form.workspace, 'web form');
  const attempt = (asDeal: boolean) =>
    twiceIfMeant(() => working(engine, actor, (work) => take(work, form, sent, asDeal)));
  try {
    return await attempt(form.makes === 'deal');
  } catch (problem) {
    if (!isNoDeal(problem)) throw problem;
    engine.log.warn({ form: form.id, reason: problem.message }, 'a form made a lead, no deal');
    return attempt(false);
  }
}

async function take(
  work: Work,
  form: Form,
  { ticket, post, network, hide }: Sent,
  asDeal: boolean,
): Promise<Taken> {
  const answers = readPost(form, post, work.workspace);
  const received = await takeIn(
    work,
    {
      origin: said(form, 'name'),
      usual: {},
      tags: form.says['tags'],
      fixed: {
        ...given(form.says, 'source', 'campaign', 'owner'),
        ...consentTo(form, work.now),
        form: form.id,
      },
    },
    {
      values: { ...answers.lead, externalId: ticket },
      rest: asDeal ? [] : inWords(form, answers, post),
      campaign: null,
    },
  );
  if (!received.isNew) return { ...received, unasked: false };
  const lead = received.id;
  if (asDeal) await becomeDeal(work, form, { lead, answers: answers.deal });
  const isAsked = !isDouble(form) || (await askToConfirm(work, form, { lead, network, hide }));
  await tell(work, form, lead);
  return { ...received, unasked: !isAsked };
}

const isDouble = ({ says }: Form): boolean => says['doubleOptIn'] === true;

/** Their box was ticked, or nothing would be taken: when, and to which words (OO-WEB, T24). */
function consentTo(form: Form, now: string): Record<string, unknown> {
  const consentText = said(form, 'consentText');
  if (!consentText) return {};
  if (isDouble(form)) return { consent: 'asked', consentText };
  return { consent: 'given', consentAt: now, consentText };
}

/** What they said of a deal that there is not. */
const inWords = (form: Form, { deal }: Answers, post: Post): [string, string][] =>
  form.questions
    .filter(({ object, column }) => object === 'deal' && column in deal)
    .map(({ field, label }) => [label, textIn(post, field)]);

/** The message lists what was sent (OO-WEB-05): the fields are named, so that it shows no more than its reader may see. */
async function tell(work: Work, form: Form, lead: string): Promise<void> {
  const asked = form.questions.filter(({ object }) => object === 'lead');
  const fields = [...new Set(asked.map(({ column }) => column.split('.', 1)[0]))];
  for (const user of await peopleNamed(work, form.says['notify'])) {
    const values = { form: said(form, 'name'), fields };
    const news = { user, kind: 'form', object: 'lead', record: lead, by: null, values } as const;
    await notify(work, work.batch, news, 1);
  }
}
