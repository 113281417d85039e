import { createTransport } from 'nodemailer';
import type { Config } from './config.ts';
import { type MailServer, openSocket } from './outbound/mail-server.ts';
import { NotSent, notSent } from './not-sent.ts';

/** An e-mail as it leaves. */
export interface Letter {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** A picture that `html` shows as `cid:logo`. */
  logo?: { content: Buffer; contentType: string } | null;
}

export interface Mail {
  /** False without SMTP_URL: nothing can be sent then but by servers of others, and screens show links to copy instead. */
  works: boolean;
  /** Where links in letters lead to; without a slash at the end. */
  publicUrl: string;
  /**
   * Hands a letter to the mail server of SMTP_URL, or to the one that is named. Throws {@link NotSent}; resolved, it has
   * been accepted. `id` becomes the Message-ID, the same each time the letter is tried.
   */
  send(id: string, letter: Letter, by?: MailServer): Promise<void>;
}

/** For a server that says nothing. */
const patienceMs = 20_000;
/** For all that a server of others has to say: one that says a little again and again would keep others from sending. */
const conversationMs = 120_000;

export function openMail(
  {
    smtpUrl,
    mailFrom,
    publicUrl,
    outboundAllow = [],
  }: Pick<Config, 'smtpUrl' | 'mailFrom' | 'publicUrl'> & Partial<Pick<Config, 'outboundAllow'>>,
  longestMs = conversationMs,
): Mail {
  const host = URL.parse(publicUrl)?.hostname ?? 'localhost';
  return {
    works: smtpUrl !== undefined,
    publicUrl,
    async send(id, { to, subject, text, html, logo }, by) {
      if (!by && !smtpUrl) throw new NotSent('never', 'refused', new Error('SMTP_URL is not set'));
      let isHandedOver = false;
      const way = {
        connectionTimeout: patienceMs,
        greetingTimeout: patienceMs,
        socketTimeout: patienceMs,
        // The one way to learn that the whole letter was on its way: it notes a `message` then.
        logger: {
          info: (entry: unknown) => {
            if (Object(entry).tnx === 'message') isHandedOver = true;
          },
        },
      };
      let timer: NodeJS.Timeout | undefined;
      let late: Error | undefined;
      try {
        const theirs = by && (await transportOf(by));
        if (theirs)
          timer = setTimeout(() => {
            late = new Error(`it took more than ${longestMs / 1000} s`);
            theirs.connection.destroy(late);
          }, longestMs);
        const transport = theirs
          ? createTransport({ ...way, ...theirs })
          : createTransport({ ...way, url: smtpUrl });
        await transport.sendMail({
          from: by ? { name: by.senderName, address: by.senderAddress } : mailFrom,
          // As an object nothing in it is read as a second address.
          to: { name: '', address: to },
          subject,
          text,
          html,
          ...(logo && { attachments: [{ ...logo, cid: 'logo', contentDisposition: 'inline' }] }),
          messageId: `<${id}@${host}>`,
          // Out-of-office robots leave it alone (RFC 3834).
          headers: { 'Auto-Submitted': 'auto-generated' },
          disableFileAccess: true,
          disableUrlAccess: true,
        });
      } catch (error) {
        if (late) throw new NotSent(isHandedOver ? 'unsure' : 'later', 'unreachable', late);
        throw notSent(error, isHandedOver, by?.password);
      } finally {
        clearTimeout(timer);
      }
    },
  };

  async function transportOf(by: MailServer) {
    const { encryption, login, password } = by;
    return {
      host: by.host,
      port: by.port,
      connection: await openSocket(by, { allow: outboundAllow, patienceMs }),
      secure: encryption === 'tls',
      requireTLS: encryption === 'starttls',
      ignoreTLS: encryption === 'none',
      // Without a word of the server that it wants one, a wrong password would not be noticed.
      ...(login !== null && { auth: { user: login, pass: password ?? '' }, forceAuth: true }),
    };
  }
}
