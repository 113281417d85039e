/** Programs whose exports are recognised, by the start of their preset's name. */
const programs: Record<string, string> = {
  google: 'Google Contacts',
  outlook: 'Outlook',
  hubspot: 'HubSpot',
  pipedrive: 'Pipedrive',
  bitrix24: 'Bitrix24',
  salesforce: 'Salesforce',
  'rd-station': 'RD Station CRM',
  onlyoffice: 'ONLYOFFICE',
  'easy-project': 'Easy Project',
};

export const programNames = Object.values(programs);

/** The program behind a preset: `hubspot-contacts` → HubSpot. */
export function programOf(preset: string): string | undefined {
  return Object.entries(programs).find(
    ([start]) => preset === start || preset.startsWith(`${start}-`),
  )?.[1];
}
