import {
  boolean,
  dateTime,
  defineObject,
  files,
  json,
  longText,
  multiSelect,
  select,
  text,
  user as person,
} from '../define.ts';
import { languages } from '../languages.ts';
import { roleNames } from '../roles.ts';

/** For administrators; the person themself has it from `GET /me`. */
const theirOwn = { seenBy: ['administrator'] };

/** Somebody who works in the workspace. Identity and passwords are kept apart from it. */
export const user = defineObject('user', {
  plural: 'users',
  icon: 'user-circle',
  title: ['name'],
  timeline: false,
  place: 'settings',
  writtenBy: 'system',
  sort: 'title',
  fields: {
    name: text({ required: true, search: 'A', max: 120 }),
    email: text({ required: true, unique: true, search: 'B', max: 320, writtenBy: 'system' }),
    photo: files({ max: 1, images: true }),
    /** A shipped role by name, or one of the workspace's own by its id. */
    role: select(roleNames, {
      required: true,
      open: true,
      default: { value: 'salesperson' },
      writtenBy: 'system',
    }),
    /** Beside it; of each right the farthest counts. */
    otherRoles: multiSelect(roleNames, { open: true, writtenBy: 'system' }),
    /** `{deal: 'team', company: 'restricted'}`; what is not named is general. */
    visibility: json({ writtenBy: 'system' }),
    /** To whom they report. */
    manager: person({ writtenBy: 'system' }),
    active: boolean({ default: { value: true }, writtenBy: 'system' }),
    language: select(languages, { default: { value: 'en' } }),
    /** BCP 47; dates, numbers and money are printed by it. */
    locale: text({ max: 35 }),
    /** IANA name. */
    timeZone: text({ max: 60 }),
    /** What ends their e-mails. */
    signature: longText({ max: 2000 }),
    theme: select(['light', 'dark', 'auto'], { default: { value: 'auto' }, ...theirOwn }),
    /** How this person arranged the app: collapsed navigation, last views. */
    preferences: json(theirOwn),
    lastSeenAt: dateTime({ writtenBy: 'system', ...theirOwn }),
  },
  columns: ['title', 'email', 'role', 'active', 'lastSeenAt'],
});
