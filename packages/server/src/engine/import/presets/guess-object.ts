import { headerKey } from './match-header.ts';

/** Columns that hardly any other object's list has, and how surely they tell. */
const telling: Record<string, string[]> = {
  deal: 'value|amount|deal value|valor|valor unico|importo|valore|wartosc|kwota|stage|etapa|fase|etap|pipeline|funil|funil de vendas|lejek|probability|probabilidade|probabilita|prawdopodobienstwo|expected close|expected close date|close date|previsao de fechamento|deal name|deal|negocio|opportunity|oportunidade|opportunita|trattativa|szansa|lost reason|motivo de perda'.split(
    '|',
  ),
  company:
    'domain|industry|setor|settore|branza|employees|number of employees|funcionarios|dipendenti|liczba pracownikow|annual revenue|faturamento|fatturato|roczny obrot|parent company|parent external id|cnpj|partita iva|nip|vat number|razao social|ragione sociale|company domain'.split(
      '|',
    ),
  person:
    'first name|last name|surname|primeiro nome|sobrenome|cognome|imie|nazwisko|vorname|nachname|apellidos|prenom|job title|cargo|ruolo|stanowisko|birthday|date of birth|data de nascimento|data di nascita|data urodzenia|mobile|celular|cellulare|full name|nome completo|imie i nazwisko'.split(
      '|',
    ),
  product:
    'sku|product|product name|product code|item code|unit price|list price|unit of measure|produto|nome do produto|codigo do produto|preco unitario|unidade de medida|prodotto|nome prodotto|codice articolo|prezzo unitario|prezzo di listino|unita di misura|nazwa produktu|nazwa towaru|kod produktu|kod towaru|cena netto|cena jednostkowa|jednostka miary|stan magazynowy'.split(
      '|',
    ),
  lead: 'lead id|lead status|lead owner|status do lead|lead'.split('|'),
};

/** What the rows of a file most likely are; people where nothing tells. */
export function guessObject(header: string[]): string {
  const keys = new Set(header.map(headerKey));
  const score = (object: string): number =>
    (telling[object] ?? []).filter((word) => keys.has(word)).length;
  const people = score('person');
  if (score('lead') >= 2) return 'lead';
  if (score('product') >= 2 && people === 0) return 'product';
  if (score('deal') >= 2 && score('deal') > people) return 'deal';
  if (people === 0 && score('deal') > 0 && !keys.has('email') && !keys.has('phone')) return 'deal';
  if (people === 0 && score('company') > 0) return 'company';
  return score('company') >= 3 && people <= 1 ? 'company' : 'person';
}
