import type { Words } from './preset.ts';
import { companyNames, currencyNames, same } from './words-every.ts';

const dealStatuses = {
  ...same(
    'open',
    'Open|In progress|Aberto|Aberta|Em andamento|Em aberto|Aperto|Aperta|In corso|Otwarta|Otwarty|W toku',
  ),
  ...same('won', 'Won|Closed won|Ganho|Ganha|Vendido|Vendida|Vinto|Vinta|Wygrana|Wygrany'),
  ...same('lost', 'Lost|Closed lost|Perdido|Perdida|Perso|Persa|Przegrana|Przegrany'),
};

export const dealWords: Words[] = [
  {
    field: 'name',
    words:
      'name|title|deal|deal name|deal title|opportunity|opportunity name|opportunity title|nome|titulo|negocio|nome do negocio|negociacao|nome da negociacao|oportunidade|nome da oportunidade|titolo|nome|opportunita|nome opportunita|trattativa|nome trattativa|nazwa|tytul|szansa|szansa sprzedazy|nazwa szansy|geschaft|nombre|nom',
  },
  {
    field: 'value',
    words:
      'value|amount|deal value|deal amount|total|total value|price|sum|valor|valor total|valor do negocio|valor unico|montante|preco|valore|importo|ammontare|totale|prezzo|wartosc|kwota|suma|cena|wert|betrag|summe|importe|monto|montant|valeur',
  },
  {
    field: 'value',
    part: 'currency',
    words: currencyNames,
  },
  {
    field: 'budgetType',
    values: {
      ...same('fixed', 'Fixed bid|Fixed price|Preço fixo|Prezzo fisso|Stała kwota'),
      ...same('perHour', 'Bid per hour|Hourly|Por hora|Orario|Za godzinę'),
      ...same('perDay', 'Bid per day|Daily|Por dia|Giornaliero|Za dzień'),
      ...same('perWeek', 'Bid per week|Weekly|Por semana|Settimanale|Za tydzień'),
      ...same('perMonth', 'Bid per month|Monthly|Por mês|Mensile|Za miesiąc'),
      ...same('perYear', 'Bid per year|Yearly|Annual|Por ano|Annuale|Za rok'),
    },
    words: 'budget type|bid type|tipo de orcamento|tipo di budget|rodzaj budzetu',
  },
  {
    field: 'rate',
    words:
      'rate|price per period|unit rate|hourly rate|daily rate|preco por periodo|taxa horaria|prezzo per periodo|tariffa|cena za okres|stawka',
  },
  {
    field: 'periods',
    words:
      'periods|number of periods|per period value|numero de periodos|numero di periodi|liczba okresow',
  },
  {
    field: 'recurringValue',
    words:
      'recurring value|recurring revenue|mrr|valor recorrente|receita recorrente|valore ricorrente|wartosc cykliczna|przychod cykliczny',
  },
  {
    field: 'pipeline',
    words:
      'pipeline|sales pipeline|funnel|sales funnel|funil|funil de vendas|funnel di vendita|lejek|lejek sprzedazy|embudo',
  },
  {
    field: 'stage',
    words:
      'stage|deal stage|sales stage|phase|etapa|etapa do funil|fase|fase di vendita|etap|etap sprzedazy|stadium|etape',
  },
  {
    field: 'status',
    values: dealStatuses,
    words: 'status|deal status|state|estado|situacao|stato|stan|statut',
  },
  {
    field: 'probability',
    words:
      'probability|win probability|deal probability|probabilidade|probabilidade de fechamento|chance|probabilita|prawdopodobienstwo|szansa procentowa|wahrscheinlichkeit|probabilidad|probabilite',
  },
  {
    field: 'expectedClose',
    words:
      'expected close|expected close date|expected closing|close date|closing date|forecast close date|previsao de fechamento|data prevista|data prevista de fechamento|fechamento previsto|chiusura prevista|data chiusura prevista|data di chiusura prevista|data prevista di chiusura|przewidywane zamkniecie|przewidywana data zamkniecia|planowana data zamkniecia|planowane zamkniecie|voraussichtlicher abschluss|fecha prevista de cierre|cierre previsto|date de cloture prevue',
  },
  {
    field: 'closedOn',
    words:
      'closed|closed on|closed date|closed at|actual close date|won on|won date|data de fechamento|fechado em|data di chiusura|data chiusura|chiusa il|data zamkniecia|zamknieto|abgeschlossen am|fecha de cierre|date de cloture',
  },
  {
    field: 'startDate',
    words:
      'start date|created|created on|created at|create date|date created|creation date|data de criacao|criado em|data de inicio|data inizio|data di creazione|creata il|creato il|data utworzenia|utworzono|data rozpoczecia|erstellt am|fecha de creacion|date de creation',
  },
  {
    field: 'lostReason',
    words:
      'lost reason|loss reason|closed lost reason|reason lost|motivo de perda|motivo da perda|motivo perdita|motivo della perdita|powod przegranej|powod utraty|powod straty|verlustgrund|motivo de perdida|raison de la perte',
  },
  { field: 'company.name', words: companyNames },
  {
    field: 'company.domain',
    words:
      'company domain|company domain name|domain|dominio|dominio da empresa|dominio azienda|domena|domena firmy',
  },
  {
    field: 'people.name',
    words:
      'contact|contact name|contact person|person|primary contact|contato|contatos|nome do contato|pessoa|pessoa de contato|contatto|referente|persona di contatto|persona|kontakt|osoba|osoba kontaktowa|ansprechpartner|contacto|persona de contacto',
  },
  {
    field: 'people.emails',
    words:
      'email|e mail|contact email|contact email address|person email|email address|email do contato|email del contatto|email contatto|email kontaktu|adres email|correo electronico',
  },
  {
    field: 'people.phones',
    words:
      'phone|contact phone|phone number|telefone|telefone do contato|celular|telefono|cellulare|telefon|telefon kontaktu',
  },
  {
    field: 'type',
    words: 'type|deal type|opportunity type|tipo|tipo de negocio|tipo opportunita|typ|rodzaj',
  },
];
