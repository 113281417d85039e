import type { Random } from '../random.ts';

export interface City {
  city: string;
  region: string;
  /** ISO 3166-1 alpha-2 */
  country: string;
  /** Patterns for `Random.fill`. */
  postalCode: string;
  phone: string;
  mobile: string;
  timeZone: string;
}

export interface NamedCompany {
  name: string;
  industry: string;
}

/** Where people of the sample firm come from: names, places and numbers as they are written there. */
export interface Culture {
  /** Of people's `language` field. */
  language: string;
  firstNames: { female: readonly string[]; male: readonly string[] };
  lastNames: { female: readonly string[]; male: readonly string[] };
  jobTitles: { female: readonly string[]; male: readonly string[] };
  departments: readonly string[];
  cities: readonly City[];
  street: (random: Random) => string;
  company: (random: Random, lastName: string, city: City) => NamedCompany;
}
