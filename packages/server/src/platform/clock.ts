/** Where the time comes from. Tests hand in another one; nothing else may ask the machine. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
