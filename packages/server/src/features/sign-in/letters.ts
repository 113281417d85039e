import { type Language, languages } from '@relata/model';
import type { Engine } from '#engine/engine.ts';
import type { Writer } from '#engine/mails/outbox.ts';
import { emailAddress, emailMinutes, issueEmailChange } from './change-email.ts';
import { firstActive, membershipsOf } from './memberships.ts';
import { identityWith } from './prove-password.ts';
import { issueReset, resetMinutes } from './reset-links.ts';
import en from './texts/en.json' with { type: 'json' };
import it from './texts/it.json' with { type: 'json' };
import pl from './texts/pl.json' with { type: 'json' };
import ptBR from './texts/pt-BR.json' with { type: 'json' };

type Texts = typeof en;

const texts: Record<Language, Texts> = { en, 'pt-BR': ptBR, it, pl };

const filled = (text: string, values: Record<string, string>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole);

interface Owner {
  email: string;
  name: string;
  language: Language;
  timeZone: string;
}

async function ownerOf(engine: Engine, identity: string): Promise<Owner | null> {
  const { query } = engine.database;
  const { rows } = await query<{ email: string }>('select email from auth_user where id = $1', [
    identity,
  ]);
  const found = await firstActive(engine, await membershipsOf(query, identity));
  if (!rows[0] || !found) return null;
  const { name, language, timeZone } = found.actor;
  return {
    email: rows[0].email,
    name,
    language: languages.find((one) => one === language) ?? 'en',
    timeZone,
  };
}

export const accountNews: Writer = async (
  engine,
  { identity = '', news = '', to, email = '' },
  publicUrl,
) => {
  const owner = await ownerOf(engine, identity);
  if (!owner) return null;
  const words = texts[owner.language];
  const what = Object.entries(words.news).find(([name]) => name === news)?.[1];
  if (what === undefined) return null;
  const at = new Intl.DateTimeFormat(owner.language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: owner.timeZone,
  }).format(engine.clock.now());
  return {
    to: to ?? owner.email,
    subject: words.newsSubject,
    before: [filled(words.greeting, { name: owner.name }), filled(what, { at, email })],
    button: { label: words.newsButton, href: `${publicUrl}/settings/security` },
    after: [words.notYou],
  };
};

/**
 * The link is made at the moment at which the letter leaves, so that it is stored nowhere; and whoever asks
 * waits the same time, whether or not there is such an address.
 */
export const passwordReset: Writer = async (engine, { email = '' }, publicUrl) => {
  const identity = await identityWith(engine.database.query, email);
  const owner = identity === null ? null : await ownerOf(engine, identity);
  if (identity === null || !owner) return null;
  const words = texts[owner.language];
  const secret = await issueReset(engine.database.query, 'reset', identity, engine.clock.now());
  return {
    to: owner.email,
    subject: words.resetSubject,
    before: [filled(words.greeting, { name: owner.name }), words.resetText],
    button: { label: words.resetButton, href: resetAddress(publicUrl, secret) },
    after: [filled(words.resetValid, { minutes: String(resetMinutes) }), words.resetIgnore],
  };
};

/** To the new address. Nothing where somebody has it already: whoever asks does not learn that. */
export const emailChange: Writer = async (
  engine,
  { identity = '', email = '', session = '' },
  publicUrl,
) => {
  const owner = await ownerOf(engine, identity);
  if (!owner) return null;
  const { query } = engine.database;
  const words = texts[owner.language];
  const secret = await issueEmailChange(query, identity, { email, session }, engine.clock.now());
  if (secret === null) return null;
  return {
    to: email,
    subject: words.emailSubject,
    before: [filled(words.greeting, { name: owner.name }), words.emailText],
    button: { label: words.emailButton, href: emailAddress(publicUrl, secret) },
    after: [filled(words.resetValid, { minutes: String(emailMinutes) }), words.resetIgnore],
  };
};

/** Behind the `#`, which browsers keep to themselves: no server or log in between sees it. */
export const resetAddress = (publicUrl: string, secret: string): string =>
  `${publicUrl}/new-password#${secret}`;
