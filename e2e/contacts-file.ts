/** A contact list as a small firm keeps it, with everything in it that goes wrong in such lists. */
export interface ContactsFile {
  name: string;
  text: string;
  rows: number;
  /** What an import that skips known addresses must make of it. */
  expected: { people: number; companies: number; skipped: number; refused: number };
}

const firstNames = ['Ana', 'Łukasz', 'José', 'Chiara', 'Mateus', 'Zofia', 'Piero', 'Inês'];
const lastNames = ['Souza', 'Wiśniewska', 'Rossi', 'Gonçalves', 'Nowak', 'Bianchi', 'Araújo'];

const counts = { distinct: 1880, sameInCapitals: 60, sameAgain: 25, badAddress: 20, nobody: 15 };
const companies = 40;

const quoted = (value: string) =>
  /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

/** The n-th contact: name, address, company and a birthday that could be read in two ways. */
function contact(n: number): string[] {
  const birthday = `0${(n % 9) + 1}/${String((n % 11) + 1).padStart(2, '0')}/19${60 + (n % 40)}`;
  return [
    firstNames[n % firstNames.length] ?? '',
    `${lastNames[n % lastNames.length]} ${n}`,
    `contact.${n}@example.org`,
    `Studio ${(n % companies) + 1}, Sons & Co.`,
    n % 5 === 0 ? 'Owner, "the boss"' : 'Buyer',
    birthday,
  ];
}

export function contactsFile(): ContactsFile {
  const lines: string[][] = [];
  for (let n = 0; n < counts.distinct; n++) lines.push(contact(n));
  for (let n = 0; n < counts.sameInCapitals; n++) {
    const line = contact(n);
    lines.push(line.with(2, (line[2] ?? '').toUpperCase()));
  }
  for (let n = 0; n < counts.sameAgain; n++) lines.push(contact(100 + n));
  for (let n = 0; n < counts.badAddress; n++)
    lines.push(contact(5000 + n).with(2, `nobody at ${n}`));
  for (let n = 0; n < counts.nobody; n++) lines.push(['', '', '', '', 'Buyer', '']);

  const head = ['First Name', 'Last Name', 'E-mail', 'Company', 'Job Title', 'Birthday'];
  return {
    name: 'our contacts.csv',
    text: [head, ...lines].map((line) => line.map(quoted).join(',')).join('\r\n'),
    rows: lines.length,
    expected: {
      people: counts.distinct + counts.badAddress,
      companies,
      skipped: counts.sameInCapitals + counts.sameAgain,
      refused: counts.nobody,
    },
  };
}
