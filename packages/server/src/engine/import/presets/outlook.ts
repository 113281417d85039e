import { address, column, type Preset } from './preset.ts';

/** Outlook for Windows, English: 92 columns, dates as in the United States, `0/0/00` for none. */
export const outlook: Preset = {
  id: 'outlook',
  object: 'person',
  needs: ['E-mail Address', 'Business Phone', 'Job Title'],
  entries: [
    ...column('Title', 'salutation'),
    ...column('First Name', 'firstName'),
    ...column('Middle Name', 'middleName'),
    ...column('Last Name', 'lastName'),
    ...column('Company', 'company.name'),
    ...column('Department', 'department'),
    ...column('Job Title', 'jobTitle'),
    ...column('Birthday', 'birthday', { dates: 'MDY' }),
    ...column('Notes', 'description'),
    ...column('Categories', 'tags', { split: ';' }),
    ...column('Web Page', 'urls', { label: 'work' }),
    ...column(['E-mail Address', 'E-mail 2 Address', 'E-mail 3 Address'], 'emails'),
    ...column(['Business Phone', 'Business Phone 2'], 'phones', { label: 'work' }),
    ...column('Mobile Phone', 'phones', { label: 'mobile' }),
    ...column(['Home Phone', 'Home Phone 2'], 'phones', { label: 'home' }),
    ...column(['Company Main Phone', 'Primary Phone'], 'phones', { label: 'main' }),
    ...column(['Other Phone', 'Car Phone', 'Radio Phone'], 'phones', { label: 'other' }),
    ...column(['Business Fax', 'Home Fax', 'Other Fax'], 'phones', { label: 'fax' }),
    ...column('Pager', 'phones', { label: 'pager' }),
    ...outlookAddress('Business', 'work'),
    ...outlookAddress('Home', 'home'),
    ...outlookAddress('Other', 'other'),
  ],
  options: { match: ['emails'] },
};

function outlookAddress(kind: string, label: string): ReturnType<typeof address> {
  return address(label, {
    street: [`${kind} Street`, `${kind} Street 2`, `${kind} Street 3`, `${kind} Address PO Box`],
    city: `${kind} City`,
    region: `${kind} State`,
    postalCode: `${kind} Postal Code`,
    country: `${kind} Country/Region`,
  });
}
