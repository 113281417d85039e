/** Shipped values of lists that workspaces extend. Labels stand in `locales` under `options`. */
export const sources = [
  'call',
  'email',
  'website',
  'advertising',
  'existingClient',
  'recommendation',
  'show',
  'webForm',
  'partner',
  'campaign',
  'import',
  'other',
] as const;

export const temperatures = {
  values: ['cold', 'warm', 'hot'],
  colours: ['blue', 'yellow', 'red'],
} as const;

export const industries = [
  'agriculture',
  'automotive',
  'construction',
  'consulting',
  'education',
  'energy',
  'finance',
  'food',
  'healthcare',
  'hospitality',
  'it',
  'logistics',
  'manufacturing',
  'media',
  'publicSector',
  'realEstate',
  'retail',
  'services',
  'telecommunications',
  'other',
] as const;

/** Which companies are partners (EP-PART): those that somebody has said to be. */
export const partners = { relationship: { eq: 'partner' } } as const;
