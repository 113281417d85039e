import { type Language, languages } from '@relata/model';
import type { Writer } from '#engine/mails/outbox.ts';
import { findInvitation } from './invitation.ts';
import { readToken } from './token.ts';

interface Texts {
  subject(workspace: string): string;
  greeting: string;
  text(inviter: string, workspace: string): string;
  button: string;
  valid: string;
}

const texts: Record<Language, Texts> = {
  en: {
    subject: (workspace) => `You are invited to ${workspace}`,
    greeting: 'Hello,',
    text: (inviter, workspace) => `${inviter} invites you to work in ${workspace} on Relata.`,
    button: 'Accept the invitation',
    valid: 'The link works once, for seven days. If you did not expect it, ignore this message.',
  },
  'pt-BR': {
    subject: (workspace) => `Convite para ${workspace}`,
    greeting: 'Olá,',
    text: (inviter, workspace) =>
      `${inviter} convidou você para trabalhar em ${workspace} no Relata.`,
    button: 'Aceitar o convite',
    valid:
      'O link funciona uma única vez, por sete dias. Se você não o esperava, ignore esta mensagem.',
  },
  it: {
    subject: (workspace) => `Invito a ${workspace}`,
    greeting: 'Ciao,',
    text: (inviter, workspace) => `${inviter} ti invita a lavorare in ${workspace} su Relata.`,
    button: 'Accetta l’invito',
    valid:
      'Il link funziona una sola volta, per sette giorni. Se non te lo aspettavi, ignora questo messaggio.',
  },
  pl: {
    subject: (workspace) => `Zaproszenie do ${workspace}`,
    greeting: 'Dzień dobry,',
    text: (inviter, workspace) =>
      `${inviter} zaprasza Cię do pracy w ${workspace} w programie Relata.`,
    button: 'Przyjmij zaproszenie',
    valid: 'Link działa raz, przez siedem dni. Jeśli to pomyłka, zignoruj tę wiadomość.',
  },
};

const languageIn = (language: string): Language =>
  languages.find((one) => one === language) ?? 'en';

export const linkOf = (publicUrl: string, token: string): string =>
  `${publicUrl}/invite?token=${token}`;

/** Nothing where the invitation has been accepted, revoked or sent anew since. */
export const invitationLetter: Writer = async (engine, { token = '', inviter = '' }, publicUrl) => {
  const known = readToken(token);
  if (!known) return null;
  const now = engine.clock.now().toISOString();
  const found = await findInvitation(
    engine.database.of(known.workspace).query,
    known.workspace,
    known,
    now,
  );
  if (found?.status !== 'pending') return null;
  const { workspace } = await engine.workspaces.get(known.workspace);
  const words = texts[languageIn(workspace.language)];
  return {
    to: found.email,
    subject: words.subject(workspace.name),
    before: [words.greeting, words.text(inviter, workspace.name)],
    button: { label: words.button, href: linkOf(publicUrl, token) },
    after: [words.valid],
  };
};
