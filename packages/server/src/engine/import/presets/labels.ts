import { cleanText, nameKey } from '../values/text.ts';

export interface LabelRead {
  /** `work`, `home`, `mobile`, `fax`, `pager`, `main`, `other`, or the person's own word; undefined for none. */
  label?: string;
  /** Google marks the main address with an asterisk: `* Work`. */
  primary: boolean;
}

const known = new Map(
  Object.entries({
    work: 'work|business|office|trabalho|comercial|lavoro|ufficio|praca|sluzbowy|biuro|arbeit|trabajo|travail|company',
    home: 'home|personal|casa|residencial|pessoal|personale|dom|domowy|prywatny|privat|domicile',
    mobile:
      'mobile|cell|cellular|celular|cellulare|komorka|komorkowy|handy|mobil|movil|portable|iphone|whatsapp',
    fax: 'fax|home fax|work fax|business fax|homefax|workfax|faks',
    main: 'main|principal|principale|glowny',
    pager: 'pager',
    other: 'other|outro|altro|inny|andere|otro|autre',
  }).flatMap(([label, words]) => words.split('|').map((word): [string, string] => [word, label])),
);

/** The label that a cell gives to the address or number beside it. */
export function readLabel(text: string): LabelRead {
  const clean = cleanText(text);
  const primary = clean.startsWith('*');
  const word = cleanText(clean.replace(/^\*/, '').split(' ::: ')[0] ?? '');
  if (word === '') return { primary };
  return { label: known.get(nameKey(word)) ?? word.slice(0, 50), primary };
}
