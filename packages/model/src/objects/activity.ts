import {
  boolean,
  dateTime,
  defineObject,
  duration,
  integer,
  links,
  longText,
  select,
  text,
  user,
} from '../define.ts';

/** What nobody begins by calling or writing; kinds of a workspace's own may be either. */
export const withoutDirection = ['meeting', 'visit', 'lunch', 'demo', 'followUp', 'todo', 'wait'];

/** Something to do or done: call, meeting, e-mail, visit (spec decision 4). */
export const activity = defineObject('activity', {
  plural: 'activities',
  icon: 'checkbox',
  title: ['subject'],
  timeline: false,
  follows: 'about',
  onTimeline: {
    at: ['doneAt', 'due', 'createdAt'],
    pinned: 'pinned',
    planned: { once: 'done', for: 'due' },
  },
  sort: 'due',
  fields: {
    subject: text({ required: true, search: 'A', personal: true }),
    category: select(
      ['call', 'meeting', 'email', 'visit', 'lunch', 'demo', 'followUp', 'todo', 'wait'],
      {
        required: true,
        open: true,
        default: { value: 'todo' },
        colours: ['teal', 'indigo', 'blue', 'orange', 'grape', 'cyan', 'lime', 'gray', 'yellow'],
      },
    ),
    /** Who began it; what came in and is not done yet waits for an answer (plug-bitrix24-pipedrive §3.1). */
    direction: select(['incoming', 'outgoing'], {
      colours: ['green', 'gray'],
      showWhen: { category: { nin: withoutDirection } },
    }),
    due: dateTime({ index: true }),
    /** It is due in the last minute of that day, where its owner is: late is what is late when the day is over. */
    allDay: boolean({ default: { value: false } }),
    /**
     * Due so many days before a date of what it is about, named by its field, and whenever that moves: what waits for an
     * event (plug-bitrix24-pipedrive §4.3). A `due` given by hand ends it.
     */
    daysBefore: integer({ min: 0, max: 3650, untold: true }),
    dateField: text({ max: 100, untold: true }),
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
    /** Stands on top of what happened on the records that it is about (plug-bitrix24-pipedrive §4.3). */
    pinned: boolean({ default: { value: false } }),
    owner: user({ required: true, default: 'me', index: true }),
  },
  sections: [
    {
      name: 'details',
      fields: [
        'category',
        'direction',
        'due',
        'allDay',
        'duration',
        'priority',
        'owner',
        'about',
        'location',
      ],
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
  onTimeline: { at: ['createdAt'], pinned: 'pinned' },
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
