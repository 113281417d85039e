import type { Words } from './preset.ts';

const streets =
  'street|street address|address|address line 1|address 1|address 2|address line 2|street 2|mailing address|endereco|endereco completo|logradouro|rua|complemento|indirizzo|via|ulica|adres|strasse|adresse|direccion|domicilio|calle|rue';
const cities =
  'city|town|cidade|municipio|citta|comune|localita|miasto|miejscowosc|ort|stadt|wohnort|ciudad|poblacion|ville';
const regions =
  'state|region|province|county|state province|state region|uf|estado uf|provincia|regione|prov|wojewodztwo|bundesland|departement';
const postalCodes =
  'zip|zip code|postal code|postcode|post code|zip postal code|cep|codigo postal|cap|codice postale|kod pocztowy|plz|postleitzahl|cp|code postal';
const countries = 'country|country region|country code|pais|paese|nazione|kraj|panstwo|land|pays';

export const contactWords: Words[] = [
  {
    field: 'emails',
    words:
      'email|e mail|email address|mail|email 1|email 2|email 3|contact email|correio eletronico|endereco de email|indirizzo email|posta elettronica|adres email|poczta|correo|correo electronico|courriel',
  },
  {
    field: 'emails',
    label: 'work',
    words:
      'work email|business email|company email|corporate email|email comercial|email corporativo|email de trabalho|email aziendale|email lavoro|email sluzbowy',
  },
  {
    field: 'emails',
    label: 'home',
    words:
      'home email|personal email|private email|email pessoal|email particular|email personale|email prywatny',
  },
  { field: 'emails', label: 'pec', words: 'pec|email pec|indirizzo pec' },
  {
    field: 'emails',
    label: 'other',
    words:
      'other email|second email|secondary email|additional email|additional emails|additional email addresses|alternative email|email alternativo|outro email|altra email|inny email',
  },
  {
    field: 'phones',
    words:
      'phone|phone number|phone 1|phone 2|telephone|tel|contact phone|telefone|telefone 1|telefone 2|fone|numero de telefone|telefono|numero di telefono|numero telefono|telefon|numer telefonu|nr telefonu|nr tel|telefonnummer',
  },
  {
    field: 'phones',
    label: 'work',
    words:
      'work phone|business phone|office phone|direct phone|telefone comercial|telefone fixo|telefone do trabalho|telefono ufficio|telefono fisso|telefono lavoro|telefon sluzbowy|telefon stacjonarny',
  },
  {
    field: 'phones',
    label: 'mobile',
    words:
      'mobile|mobile phone|mobile number|cell|cell phone|cellphone|cellular|whatsapp|celular|telefone celular|telemovel|cellulare|telefono cellulare|telefon komorkowy|komorka|komorkowy|tel kom|handy|mobil|mobiltelefon|movil|portable',
  },
  {
    field: 'phones',
    label: 'home',
    words:
      'home phone|private phone|telefone residencial|telefono casa|telefono abitazione|telefon domowy|telefon prywatny',
  },
  { field: 'phones', label: 'fax', words: 'fax|fax number|faks|telefax' },
  {
    field: 'urls',
    words: 'linkedin|linkedin url|linkedin profile|facebook|instagram|twitter|x com',
  },
  { field: 'addresses', label: 'work', part: 'street', words: streets },
  { field: 'addresses', label: 'work', part: 'city', words: cities },
  { field: 'addresses', label: 'work', part: 'region', words: regions },
  { field: 'addresses', label: 'work', part: 'postalCode', words: postalCodes },
  { field: 'addresses', label: 'work', part: 'country', words: countries },
];

export const recordWords: Words[] = [
  {
    field: 'tags',
    words:
      'tags|tag|labels|label|categories|category|keywords|etiquetas|etiqueta|marcadores|categorias|categoria|etichette|etichetta|categorie|etykiety|etykieta|tagi|znaczniki|kategorie|schlagworte|schlagworter|etiquettes',
  },
  {
    field: 'description',
    words:
      'notes|note|description|comment|comments|remarks|about|observacoes|observacao|obs|notas|nota|anotacoes|descricao|comentario|comentarios|osservazioni|descrizione|commenti|commento|uwagi|notatki|notatka|opis|komentarz|komentarze|notizen|bemerkungen|bemerkung|beschreibung|observaciones|descripcion|commentaires|remarques',
  },
  {
    field: 'owner',
    words:
      'owner|contact owner|account owner|company owner|deal owner|lead owner|record owner|assigned to|assignee|responsible|responsible person|sales rep|salesperson|account manager|responsavel|proprietario|vendedor|consultor|responsabile|assegnato a|venditore|commerciale|agente|wlasciciel|opiekun|przypisany do|odpowiedzialny|handlowiec|zustandig|verantwortlich|propietario|responsable',
  },
  {
    field: 'externalId',
    words:
      'external id|externalid|external identifier|record id|contact id|customer id|customer number|client id|account id|company id|deal id|lead id|id externo|codigo do cliente|codigo cliente|id esterno|codice cliente|zewnetrzny identyfikator|identyfikator zewnetrzny|id zewnetrzne|numer klienta|nr klienta|kundennummer|numero de cliente|numero client',
  },
  {
    field: 'source',
    words:
      'source|lead source|original source|source channel|origem|fonte|canal de origem|origem do lead|origine|provenienza|fonte lead|zrodlo|zrodlo leada|pochodzenie|quelle|herkunft|origen|fuente',
  },
];

export const companyNames =
  'company|company name|organization|organisation|organization name|organisation name|account|account name|business|employer|empresa|nome da empresa|companhia|organizacao|razao social|nome fantasia|azienda|nome azienda|societa|ditta|ragione sociale|organizzazione|firma|nazwa firmy|spolka|organizacja|przedsiebiorstwo|unternehmen|firmenname|nombre de la empresa|entreprise|societe';

export const temperatures = {
  ...same('cold', 'Cold|Frio|Freddo|Fredda|Zimny|Zimna'),
  ...same('warm', 'Warm|Morno|Tiepido|Tiepida|Ciepły|Ciepła'),
  ...same('hot', 'Hot|Quente|Caldo|Calda|Gorący|Gorąca'),
};

export const currencyNames = 'currency|moeda|valuta|divisa|waluta|wahrung|moneda|devise';

/** All these texts mean this value. */
export function same(value: string, texts: string): Record<string, string> {
  return Object.fromEntries(texts.split('|').map((text) => [text, value]));
}
