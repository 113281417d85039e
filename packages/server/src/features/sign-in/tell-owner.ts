import type { Connection } from '#platform/db.ts';
import type { Engine } from '#engine/engine.ts';
import type texts from './texts/en.json';

/** What has been done to somebody's ways to sign in, and is told to them by mail. */
export type News = keyof (typeof texts)['news'];

/** Tells the owner of an account, with the commit, what has happened to it: so that they notice when it was not them. */
export const tellOwner = (
  { mails }: Pick<Engine, 'mails'>,
  connection: Connection,
  identity: string,
  news: News,
  /** `to`: their address of before; what else the words are filled with. */
  more: { to?: string; email?: string } = {},
): Promise<void> => mails.queue(connection, 'accountNews', { identity, news, ...more });
