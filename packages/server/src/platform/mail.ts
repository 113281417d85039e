import { createTransport } from 'nodemailer';
import type { Config } from './config.ts';
import { codeOf, messageOf } from './error-facts.ts';

/** An e-mail as it leaves. */
export interface Letter {
  to: string;
  subject: string;
  text: string;
  html: string;
}

export interface Mail {
  /** False without SMTP_URL: nothing can be sent then, and screens show links to copy instead. */
  works: boolean;
  /** Where links in letters lead to; without a slash at the end. */
  publicUrl: string;
  /**
   * Hands a letter to the mail server. Throws {@link NotSent}; resolved, it has been accepted. `id` becomes
   * the Message-ID, the same each time the letter is tried.
   */
  send(id: string, letter: Letter): Promise<void>;
}

/** `later`: try again. `never`: the server will not take this letter. `unsure`: it may have taken it. */
export type Outlook = 'later' | 'never' | 'unsure';

export class NotSent extends Error {
  readonly outlook: Outlook;

  constructor(outlook: Outlook, cause: unknown) {
    super(messageOf(cause), { cause });
    this.name = 'NotSent';
    this.outlook = outlook;
  }
}

const patienceMs = 20_000;

export function openMail({
  smtpUrl,
  mailFrom,
  publicUrl,
}: Pick<Config, 'smtpUrl' | 'mailFrom' | 'publicUrl'>): Mail {
  if (!smtpUrl)
    return {
      works: false,
      publicUrl,
      send: () => Promise.reject(new NotSent('never', new Error('SMTP_URL is not set'))),
    };
  const host = URL.parse(publicUrl)?.hostname ?? 'localhost';
  return {
    works: true,
    publicUrl,
    async send(id, { to, subject, text, html }) {
      let isHandedOver = false;
      const transport = createTransport({
        url: smtpUrl,
        connectionTimeout: patienceMs,
        greetingTimeout: patienceMs,
        socketTimeout: patienceMs,
        // The one way to learn that the whole letter was on its way: it notes a `message` then.
        logger: {
          info: (entry: unknown) => {
            if (Object(entry).tnx === 'message') isHandedOver = true;
          },
        },
      });
      try {
        await transport.sendMail({
          from: mailFrom,
          // As an object nothing in it is read as a second address.
          to: { name: '', address: to },
          subject,
          text,
          html,
          messageId: `<${id}@${host}>`,
          // Out-of-office robots leave it alone (RFC 3834).
          headers: { 'Auto-Submitted': 'auto-generated' },
          disableFileAccess: true,
          disableUrlAccess: true,
        });
      } catch (error) {
        throw new NotSent(outlookOf(error, isHandedOver), error);
      }
    },
  };
}

/** A server that says 4xx is asked again, one that says 5xx is not (RFC 5321 §4.2.1). */
function outlookOf(error: unknown, isHandedOver: boolean): Outlook {
  const { responseCode } = Object(error);
  if (typeof responseCode === 'number') return responseCode >= 500 ? 'never' : 'later';
  if (codeOf(error) === 'EENVELOPE') return 'never';
  return isHandedOver ? 'unsure' : 'later';
}
