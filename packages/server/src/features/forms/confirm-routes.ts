import type { FastifyInstance, FastifyRequest } from 'fastify';
import { text } from '#engine/api/open-api-described.ts';
import type { Engine } from '#engine/engine.ts';
import { type Asking, asking, confirmConsent } from './confirm-consent.ts';
import type { Form } from './form.ts';
import { confirmedPage, confirmPage } from './page.ts';
import { sendPage, toVisitors } from './to-visitors.ts';

interface Parts {
  engine: Engine;
  /** From here on the request is about this form, and answered in its language. */
  arrive: (request: FastifyRequest, form: Form) => void;
  /** Refuses whoever asks too often. */
  spend: (request: FastifyRequest) => void;
}

type Of = FastifyRequest<{ Params: { link: string } }>;

/**
 * Double opt-in: `GET /forms/confirm/{link}` is where a letter leads, `POST` the click by which the consent counts.
 * Looking changes nothing, so programs that follow the links of mails confirm nothing.
 */
export function addConfirmRoutes(open: FastifyInstance, { engine, arrive, spend }: Parts): void {
  const address = '/forms/confirm/:link(^confirm_[\\w-]{44}$)';
  const content = { 'text/html': text() };

  async function asked(request: Of): Promise<Asking> {
    spend(request);
    const found = await asking(engine, request.params.link);
    arrive(request, found.form);
    return found;
  }

  open.get(
    address,
    toVisitors({ summary: 'Where the link of a confirmation letter leads', content }),
    async (request: Of, reply) => {
      const found = await asked(request);
      return sendPage(
        reply,
        found.form,
        confirmPage(found, `/api/v1/forms/confirm/${request.params.link}`),
      );
    },
  );
  open.post(
    address,
    toVisitors({
      summary: 'Confirm the consent that was given in a form; a link counts once',
      content,
    }),
    async (request: Of, reply) => {
      await asked(request);
      const { form } = await confirmConsent(engine, request.params.link);
      return sendPage(reply, null, confirmedPage(form));
    },
  );
}
