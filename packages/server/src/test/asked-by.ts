import type { KindOfCaller } from './cast.ts';
import type { Answered, Caller } from './door.ts';

export const all: KindOfCaller[] = [
  'noRole',
  'ownOnly',
  'team',
  'manager',
  'administrator',
  'administratorElsewhere',
  'readOnlyKey',
  'dealKey',
];
export const writers = all.filter((one) => one !== 'readOnlyKey' && one !== 'dealKey');
export const bosses: KindOfCaller[] = ['administrator', 'administratorElsewhere'];
export const onlyBoss: KindOfCaller[] = ['administrator'];
export const bossReading: KindOfCaller[] = ['administrator', 'readOnlyKey'];

export type AskedOfTheRest = Record<string, [KindOfCaller[], (c: Caller) => Promise<Answered>]>;
