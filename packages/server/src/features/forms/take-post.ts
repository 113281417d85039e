import { systemActor } from '@relata/model';
import type { Engine } from '#engine/engine.ts';
import { type Work, working } from '#engine/work.ts';
import { given, type Received, takeIn, twiceIfMeant } from '#features/lead-sources/index.ts';
import { notify, peopleNamed } from '#features/notifications/index.ts';
import { type Form, said } from './form.ts';
import { type Post, readPost } from './read-post.ts';

/** Makes a lead of what a visitor sent and tells whom the form names; the same ticket again makes nothing. */
export async function takePost(
  engine: Engine,
  form: Form,
  { ticket, post }: { ticket: string; post: Post },
): Promise<Received> {
  const actor = systemActor(form.workspace, 'web form');
  return twiceIfMeant(() =>
    working(engine, actor, async (work) => {
      const { values, rest } = readPost(form, post, work.workspace);
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
        { values: { ...values, externalId: ticket }, rest, campaign: null },
      );
      if (received.isNew) await tell(work, form, received.id);
      return received;
    }),
  );
}

/** Their box was ticked, or nothing would be taken: when, and to which words (OO-WEB, T24). */
function consentTo(form: Form, now: string): Record<string, unknown> {
  const consentText = said(form, 'consentText');
  return consentText ? { consent: 'given', consentAt: now, consentText } : {};
}

/** The message lists what was sent (OO-WEB-05): the fields are named, so that it shows no more than its reader may see. */
async function tell(work: Work, form: Form, lead: string): Promise<void> {
  const fields = [...new Set(form.questions.map(({ field }) => field.split('.', 1)[0]))];
  for (const user of await peopleNamed(work, form.says['notify'])) {
    const values = { form: said(form, 'name'), fields };
    const news = { user, kind: 'form', object: 'lead', record: lead, by: null, values } as const;
    await notify(work, work.batch, news, 1);
  }
}
