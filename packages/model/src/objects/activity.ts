import {
  boolean,
  dateTime,
  defineObject,
  duration,
  links,
  longText,
  select,
  text,
  user,
} from '../define.ts';

/** Something to do or done: call, meeting, e-mail, visit (spec decision 4). */
export const activity = defineObject('activity', {
  plural: 'activities',
  icon: 'checkbox',
  title: ['subject'],
  timeline: false,
  follows: 'about',
  sort: 'due',
  fields: {
    subject: text({ required: true, search: 'A', personal: true }),
    category: select(['call', 'meeting', 'email', 'visit', 'lunch', 'demo', 'followUp', 'todo'], {
      required: true,
      open: true,
      default: { value: 'todo' },
      colours: ['teal', 'indigo', 'blue', 'orange', 'grape', 'cyan', 'lime', 'gray'],
    }),
    due: dateTime({ index: true }),
    allDay: boolean({ default: { value: false } }),
    duration: duration({ max: 100_000 }),
    done: boolean({ default: { value: false } }),
    doneAt: dateTime({ writtenBy: 'system' }),
    about: links('*', { inverse: 'activities' }),
    priority: select(['low', 'normal', 'high'], {
      default: { value: 'normal' },
      colours: ['gray', 'blue', 'red'],
    }),
    location: text({ personal: true }),
    outcome: select(['connected', 'noAnswer', 'leftMessage', 'wrongNumber', 'busy'], {
      open: true,
    }),
    description: longText({ search: 'D', personal: true }),
    owner: user({ required: true, default: 'me', index: true }),
  },
  sections: [
    {
      name: 'details',
      fields: ['category', 'due', 'allDay', 'duration', 'priority', 'owner', 'about', 'location'],
    },
    { name: 'outcome', fields: ['done', 'outcome', 'description'] },
  ],
  columns: ['done', 'title', 'category', 'due', 'about', 'owner', 'priority'],
  board: { by: 'category' },
});

/** What somebody wrote down about one or more records. */
export const note = defineObject('note', {
  plural: 'notes',
  icon: 'note',
  title: ['body'],
  timeline: false,
  follows: 'about',
  place: 'none',
  fields: {
    body: longText({ required: true, max: 100_000, search: 'C', personal: true }),
    /** What it is the trace of (OO-SET-10). */
    category: select(['note', 'email', 'call', 'meeting'], {
      open: true,
      default: { value: 'note' },
      colours: ['gray', 'blue', 'teal', 'indigo'],
    }),
    about: links('*', { inverse: 'notes' }),
    pinned: boolean({ default: { value: false } }),
    owner: user({ default: 'me' }),
  },
  columns: ['title', 'category', 'about', 'createdAt', 'createdBy'],
});
