import { Refusal } from '@relata/model';
import type { Writer } from '#engine/mails/outbox.ts';
import { goodDays } from './ask-to-confirm.ts';
import { type Asking, asking } from './confirm-consent.ts';
import { wordsIn } from './words.ts';

/**
 * The link of a letter leads to a page; what counts is the click there, not the look of a mail scanner. Nothing where
 * the form is gone, or the consent is not asked for any more.
 */
export const formConfirmation: Writer = async (engine, { to = '', key = '' }, publicUrl) => {
  const asked = await asking(engine, key).catch(nothing);
  if (!asked || asked.isDeleted) return null;
  const { form, consentText } = asked;
  const words = wordsIn(form.language).letter;
  const filled = (text: string) =>
    text.replace('{{firm}}', () => form.firm.name).replace('{{days}}', String(goodDays));
  return {
    to,
    subject: filled(words.subject),
    // Nothing that the visitor typed stands in it: whoever types somebody else's address has no say in what they read.
    before: [filled(words.text), `“${consentText}”`],
    button: { label: words.button, href: `${publicUrl}/api/v1/forms/confirm/${key}` },
    after: [filled(words.after)],
  };
};

function nothing(problem: unknown): Asking | null {
  if (problem instanceof Refusal) return null;
  throw problem;
}
