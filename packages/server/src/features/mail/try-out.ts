import { type Language, languages, Refusal } from '@relata/model';
import type { MailServer } from '#platform/outbound/mail-server.ts';
import { type MailTrouble, NotSent } from '#platform/not-sent.ts';
import { read } from '#engine/records/read.ts';
import type { Work } from '#engine/work.ts';

const texts: Record<Language, { subject: string; text: string }> = {
  en: {
    subject: 'A test mail of {{workspace}}',
    text: 'Mails of {{workspace}} arrive: this one came by {{host}}.',
  },
  'pt-BR': {
    subject: 'E-mail de teste de {{workspace}}',
    text: 'Os e-mails de {{workspace}} chegam: este veio por {{host}}.',
  },
  it: {
    subject: 'E-mail di prova di {{workspace}}',
    text: 'Le e-mail di {{workspace}} arrivano: questa è passata da {{host}}.',
  },
  pl: {
    subject: 'Wiadomość próbna – {{workspace}}',
    text: 'Wiadomości z przestrzeni {{workspace}} dochodzą: ta przyszła przez {{host}}.',
  },
};

const reasons = {
  address: 'mail_address',
  unknown_host: 'mail_unknown_host',
  unreachable: 'mail_unreachable',
  certificate: 'mail_certificate',
  encryption: 'mail_encryption',
  login: 'mail_login',
  sender: 'mail_sender',
  recipient: 'mail_recipient',
  refused: 'mail_refused',
} satisfies Record<MailTrouble, string>;

/** Sends a mail to whoever asks, at once. Refuses with what the mail server said. Gives the address. */
export async function tryOut(work: Work, server: MailServer): Promise<string> {
  const { actor, workspace, engine } = work;
  const to = String((await read(work, 'user', String(actor.user)))['email']);
  const words = texts[languages.find((one) => one === actor.language) ?? 'en'];
  const filled = (text: string): string =>
    text.replaceAll('{{workspace}}', workspace.name).replaceAll('{{host}}', server.host);
  const message = {
    ...{ to, subject: filled(words.subject), before: [filled(words.text)], after: [] },
  };
  try {
    await engine.mails.try(message, server, workspace.id);
    return to;
  } catch (error) {
    if (!(error instanceof NotSent)) throw error;
    throw new Refusal('conflict', error.message, {
      reason: reasons[error.trouble],
      details: { answer: error.message.slice(0, 500), host: `${server.host}:${server.port}` },
    });
  }
}
