import { audience, dateTime, integer, link, links, select, tags, text, user } from '../define.ts';
import type { Fields } from '../field.ts';

/** What every record has, beside the fields of its object. */
export const everyRecord: Fields = {
  id: { ...link(''), writtenBy: 'system', untold: true },
  title: text({ writtenBy: 'system', untold: true }),
  tags: tags(),
  version: integer({ writtenBy: 'system', untold: true }),
  createdAt: dateTime({ writtenBy: 'system', untold: true }),
  createdBy: user({ writtenBy: 'system', untold: true }),
  updatedAt: dateTime({ writtenBy: 'system', untold: true }),
  /** Of a record that nobody has changed it is whoever made it. */
  updatedBy: user({ writtenBy: 'system', untold: true, tells: ['createdBy'] }),
};

/**
 * What records with a timeline have besides: when something is next to do, when something last happened, and who is told
 * of what happens.
 */
export const withTimeline: Fields = {
  nextActivityAt: dateTime({ writtenBy: 'system' }),
  lastActivityAt: dateTime({ writtenBy: 'system' }),
  anonymisedAt: dateTime({ writtenBy: 'actions' }),
  followers: links('user'),
};

/** Of records that may be put aside: they are found and counted, and leave the lists of what is open. */
export const withArchive: Fields = {
  archivedAt: dateTime({ writtenBy: 'actions' }),
};

/** Of records that may be kept from others, whatever the roles of these say. */
export const withAccess: Fields = {
  /**
   * `everyone`: as the roles say. `restricted`: whoever made or owns it, `accessList`, administrators.
   * `personal`: whoever made it, and nobody else (EP-ACC-11, OO-PERM-10).
   */
  access: select(['everyone', 'restricted', 'personal'], {
    colours: ['gray', 'orange', 'red'],
    default: { value: 'everyone' },
  }),
  accessList: audience({ showWhen: { access: { eq: 'restricted' } } }),
};
