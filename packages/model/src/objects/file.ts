import { boolean, defineObject, integer, json, links, longText, text, user } from '../define.ts';

/** A document or picture. A new upload under the same record keeps the versions before it. */
export const file = defineObject('file', {
  plural: 'files',
  icon: 'paperclip',
  title: ['name'],
  timeline: false,
  follows: 'about',
  onTimeline: { at: ['createdAt'], pinned: 'pinned' },
  place: 'none',
  fields: {
    name: text({ required: true, search: 'B' }),
    contentType: text({ writtenBy: 'system' }),
    /** Bytes of the newest version. */
    size: integer({ writtenBy: 'system' }),
    /** Newest first: `{number, key, size, contentType, sha256, at, by}`. */
    versions: json({ writtenBy: 'system', tells: ['createdBy', 'updatedBy'] }),
    about: links('*', { inverse: 'files' }),
    /** What somebody has to say of it, for whoever finds it later. */
    description: longText({ max: 5000, search: 'D', personal: true }),
    pinned: boolean({ default: { value: false } }),
    owner: user({ default: 'me' }),
  },
  columns: ['title', 'size', 'contentType', 'about', 'createdAt'],
});

/** A label that records of every object may carry. Records name it; renaming it renames it there. */
export const tag = defineObject('tag', {
  plural: 'tags',
  icon: 'tag',
  title: ['name'],
  timeline: false,
  place: 'settings',
  setUp: {},
  sort: 'title',
  fields: {
    name: text({ required: true, unique: true, max: 80 }),
    colour: text({ max: 20, default: { value: 'gray' } }),
  },
  columns: ['title', 'colour', 'createdAt'],
});
