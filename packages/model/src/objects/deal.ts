import {
  autonumber,
  date,
  dateTime,
  defineObject,
  link,
  links,
  longText,
  money,
  number,
  percent,
  rating,
  select,
  text,
  user,
} from '../define.ts';
import { partners, sources } from './lists.ts';

const byPeriod = ['perHour', 'perDay', 'perWeek', 'perMonth', 'perYear'] as const;

/** A possible sale, worked by one owner until it is won or lost. */
export const deal = defineObject('deal', {
  plural: 'deals',
  icon: 'target-arrow',
  title: ['name'],
  alike: { names: ['name'], within: 'company', onlyWithin: true },
  fields: {
    name: text({ search: 'A' }),
    number: autonumber(),
    value: money({
      min: 0,
      index: true,
      uses: ['rate', 'periods'],
      counted: {
        by: 'rate * ifEmpty(periods, 1)',
        when: { budgetType: { in: [...byPeriod] }, rate: { empty: false } },
      },
    }),
    /** What the value is: a sum, or a price for each hour, day … of so many (OO-OPP-03). */
    budgetType: select(['fixed', ...byPeriod], { default: { value: 'fixed' } }),
    rate: money({ min: 0, showWhen: { budgetType: { in: [...byPeriod] } } }),
    periods: number({ min: 0, showWhen: { budgetType: { in: [...byPeriod] } } }),
    recurringValue: money({ min: 0 }),
    pipeline: link('pipeline', { required: true, default: 'first', onDelete: 'refuse' }),
    stage: link('stage', {
      required: true,
      of: 'pipeline',
      default: 'first',
      index: true,
      onDelete: 'refuse',
    }),
    status: select(['open', 'won', 'lost'], {
      required: true,
      default: { value: 'open' },
      writtenBy: 'actions',
      colours: ['blue', 'green', 'red'],
    }),
    probability: percent({ default: { from: 'stage.probability' } }),
    expectedClose: date({ index: true }),
    startDate: date({ default: 'today' }),
    /** When it was won or lost; whoever may edit the deal may put it right (plug-bitrix24-pipedrive §4.4). */
    closedOn: date({ showWhen: { status: { in: ['won', 'lost'] } }, index: true }),
    company: link('company', { inverse: 'deals', index: true }),
    people: links('person', { inverse: 'deals' }),
    type: select(['sale', 'complexSale', 'goods', 'services', 'maintenance'], { open: true }),
    source: select(sources, { open: true, list: 'source' }),
    sourceDetails: text({ max: 500 }),
    rating: rating(),
    description: longText({ search: 'D' }),
    lostReason: link('lostReason', { showWhen: { status: { eq: 'lost' } }, onDelete: 'refuse' }),
    /** In one's own words, where none of the list fits (plug-bitrix24-pipedrive §17.4). */
    otherLostReason: text({
      showWhen: { status: { eq: 'lost' }, otherLostReason: { empty: false } },
    }),
    lostNote: longText({ max: 5000, showWhen: { status: { eq: 'lost' } } }),
    externalId: text({ matches: true, search: 'B' }),
    stageSince: dateTime({ writtenBy: 'system', untold: true }),
    lastOpenStage: link('stage', { writtenBy: 'system', untold: true }),
    /** Since when nothing has happened, and what the last thing was (plug-bitrix24-pipedrive §3.4). */
    idleSince: dateTime({ writtenBy: 'system', untold: true, default: 'now', index: true }),
    idleBecause: select(['created', 'changed', 'moved', 'note', 'file', 'activity'], {
      writtenBy: 'system',
      untold: true,
      default: { value: 'created' },
    }),
    coworkers: links('user', { inverse: 'sharedDeals' }),
    /** The deal of another pipeline of which it is a copy, so that figures can tell the two (plug-bitrix24-pipedrive §5.5). */
    copyOf: link('deal', { inverse: 'copies', writtenBy: 'actions', index: true }),
    relatedCompanies: links('company', { inverse: 'relatedDeals' }),
    partner: link('company', { inverse: 'partnerDeals', offers: partners, index: true }),
    owner: user({ required: true, default: 'me', index: true }),
  },
  actions: {
    win: {
      needs: 'update',
      primary: true,
      availableWhen: { status: { eq: 'open' } },
      input: { closedOn: date() },
    },
    lose: {
      needs: 'update',
      primary: true,
      availableWhen: { status: { eq: 'open' } },
      input: {
        reason: link('lostReason', { required: true }),
        otherReason: text({ insteadOf: 'reason', onlyWith: 'freeLostReasons' }),
        note: longText({ max: 5000 }),
        stage: link('stage'),
        closedOn: date(),
      },
    },
    reopen: {
      needs: 'update',
      primary: true,
      availableWhen: { status: { in: ['won', 'lost'] } },
      input: {},
    },
    copyTo: {
      needs: 'create',
      input: {
        pipeline: link('pipeline', { required: true }),
        stage: link('stage', { of: 'pipeline', among: { means: { eq: 'open' } } }),
      },
    },
    /** It turned out not to be a deal yet: it leaves the pipeline (plug-bitrix24-pipedrive.md §17.1). */
    toLead: {
      needs: 'delete',
      availableWhen: { status: { eq: 'open' } },
      input: {},
      names: 'lead',
    },
  },
  sections: [
    {
      name: 'deal',
      fields: [
        'name',
        'value',
        'budgetType',
        'rate',
        'periods',
        'recurringValue',
        'probability',
        'expectedClose',
        'pipeline',
        'stage',
      ],
    },
    { name: 'client', fields: ['company', 'people', 'relatedCompanies', 'partner'] },
    {
      name: 'details',
      fields: [
        'owner',
        'coworkers',
        'type',
        'rating',
        'startDate',
        'closedOn',
        'lostReason',
        'otherLostReason',
        'lostNote',
        'source',
        'sourceDetails',
        'externalId',
        'copyOf',
        'description',
      ],
    },
  ],
  columns: ['title', 'value', 'stage', 'company', 'expectedClose', 'owner', 'nextActivityAt'],
  stages: { stage: 'stage', pipeline: 'pipeline' },
  idle: { since: 'idleSince', because: 'idleBecause' },
  board: {
    by: 'stage',
    sum: 'value',
    weight: 'probability',
    date: 'expectedClose',
    open: { status: { eq: 'open' } },
    done: { when: { status: { eq: 'won' } }, on: 'closedOn' },
  },
});
