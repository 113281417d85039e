import type { Words } from './preset.ts';
import { companyNames, temperatures } from './words-every.ts';

export const personWords: Words[] = [
  {
    field: 'salutation',
    words:
      'salutation|prefix|name prefix|honorific|tratamento|pronome de tratamento|titolo|appellativo|zwrot|tytul|anrede|titel|tratamiento|civilite',
  },
  {
    field: 'firstName',
    words:
      'first name|firstname|given name|forename|first|primeiro nome|nome proprio|nome di battesimo|imie|vorname|primer nombre|nombre de pila|prenom',
  },
  {
    field: 'middleName',
    words:
      'middle name|second name|additional name|nome do meio|segundo nome|secondo nome|drugie imie|zweiter vorname|segundo nombre|deuxieme prenom',
  },
  {
    field: 'lastName',
    words:
      'last name|lastname|surname|family name|last|sobrenome|apelido de familia|ultimo nome|cognome|nazwisko|nachname|familienname|apellido|apellidos|nom de famille',
  },
  {
    field: 'name',
    words:
      'name|full name|fullname|contact|contact name|display name|customer|customer name|nome|nome completo|nome e sobrenome|contato|nome do contato|cliente|nome e cognome|cognome e nome|nominativo|contatto|nome contatto|nazwa|imie i nazwisko|nazwisko i imie|kontakt|osoba|klient|vollstandiger name|kunde|nombre|nombre completo|nombre y apellidos|contacto|nom|nom complet',
  },
  {
    field: 'nickname',
    words: 'nickname|alias|apelido|soprannome|pseudonim|przydomek|spitzname|apodo|surnom',
  },
  {
    field: 'jobTitle',
    words:
      'job title|jobtitle|title|job|position|role|occupation|cargo|funcao|profissao|ruolo|qualifica|mansione|posizione|professione|stanowisko|funkcja|zawod|funktion|puesto|poste|fonction',
  },
  {
    field: 'department',
    words:
      'department|division|departamento|setor|reparto|dipartimento|ufficio|dzial|wydzial|abteilung|departement|service',
  },
  { field: 'company.name', words: companyNames },
  {
    field: 'company.domain',
    words:
      'company domain|company domain name|domain|dominio|dominio da empresa|dominio azienda|dominio aziendale|domena|domena firmy',
  },
  {
    field: 'company.externalId',
    words: 'company external id|company record id|id da empresa|id azienda|id firmy',
  },
  {
    field: 'urls',
    words:
      'website|web site|web page|webpage|url|site|homepage|web|www|sito|sito web|sito internet|pagina web|strona|strona www|strona internetowa|witryna|webseite|sitio web|site web',
  },
  {
    field: 'birthday',
    words:
      'birthday|birth date|birthdate|date of birth|dob|data de nascimento|nascimento|aniversario|data di nascita|compleanno|nascita|data urodzenia|urodziny|geburtstag|geburtsdatum|fecha de nacimiento|cumpleanos|date de naissance|anniversaire',
  },
  {
    field: 'temperature',
    values: temperatures,
    words: 'temperature|temperature level|temperatura|temperatur',
  },
];

export const leadWords: Words[] = [
  ...personWords.filter(({ field }) => !field.startsWith('company.') && field !== 'jobTitle'),
  { field: 'jobTitle', words: personWords.find(({ field }) => field === 'jobTitle')?.words ?? '' },
  { field: 'companyName', words: companyNames },
  {
    field: 'topic',
    words:
      'topic|subject|interest|product interest|assunto|interesse|tema|oggetto|temat|zainteresowanie',
  },
  { field: 'utmSource', words: 'utm source|traffic source' },
  { field: 'utmMedium', words: 'utm medium|traffic medium' },
  { field: 'utmCampaign', words: 'utm campaign|traffic campaign' },
  { field: 'utmContent', words: 'utm content' },
  { field: 'utmTerm', words: 'utm term|utm keyword' },
  {
    field: 'landingPage',
    words:
      'landing page|page url|page|url da pagina|pagina de destino|pagina di destinazione|strona docelowa',
  },
  { field: 'referrer', words: 'referrer|referer|referrer url' },
  { field: 'affiliate', words: 'affiliate|affiliate id|afiliado|affiliato|partner handlowy' },
  { field: 'description', words: 'message|mensagem|messaggio|wiadomosc|nachricht|mensaje' },
  { field: 'score', words: 'score|lead score|scoring|pontuacao|punteggio' },
  {
    field: 'status',
    words: 'status|lead status|estado|situacao|status do lead|stato|stato lead|stan|status leada',
  },
  { field: 'value', words: 'value|amount|valor|valore|importo|wartosc|kwota' },
  { field: 'campaign', words: 'campaign|campanha|campagna|kampania|kampagne|campana|campagne' },
];
