/** By which of its records may be the same, beside fields that match. */
export interface Alike {
  /** Fields that name a record together: similar names tell of duplicates. */
  names: readonly string[];
  /** A reference that two of similar names share where they are the same; `onlyWithin`: otherwise names say nothing. */
  within?: string;
  onlyWithin?: boolean;
  /** Other objects in which the same may be already, and which fields are called there what names it. */
  also?: readonly { object: string; names: readonly string[] }[];
}
