/** What a firm says of itself, on its mails and forms (OO-SET-08). */
export const profileParts = [
  /** Names a picture, as the feature of the firm keeps it. */
  'logo',
  'address',
  'phone',
  'website',
  'email',
  'taxId',
  'registrationNumber',
] as const;

export type Profile = Record<(typeof profileParts)[number], string | null>;

/** As settings keep it: what nobody has said is null. */
export const profileIn = (settings: Partial<Profile>): Profile =>
  Object.fromEntries(profileParts.map((part) => [part, settings[part] ?? null])) as Profile;
