import type { Words } from './preset.ts';
import { companyNames, currencyNames, temperatures } from './words-every.ts';

export const companyWords: Words[] = [
  {
    field: 'name',
    words: `${companyNames}|name|nome|nazwa|nom|nombre|cliente|customer|client|customer name|kunde|klient`,
  },
  {
    field: 'domain',
    words:
      'domain|company domain|company domain name|domain name|website|web site|web page|url|site|homepage|www|web|dominio|sito|sito web|sito internet|domena|strona|strona www|strona internetowa|webseite|sitio web|site web',
  },
  {
    field: 'industry',
    words:
      'industry|sector|setor|segmento|ramo|ramo de atividade|area de atuacao|settore|attivita|branza|sektor|branche|secteur',
  },
  {
    field: 'employees',
    words:
      'employees|number of employees|no of employees|employee count|headcount|funcionarios|numero de funcionarios|numero de empregados|colaboradores|dipendenti|numero dipendenti|numero di dipendenti|addetti|pracownicy|liczba pracownikow|mitarbeiter|anzahl mitarbeiter|empleados|effectif',
  },
  {
    field: 'annualRevenue',
    words:
      'annual revenue|revenue|turnover|annual turnover|faturamento|faturamento anual|receita|receita anual|fatturato|fatturato annuo|ricavi|obrot|roczny obrot|przychod|przychody|umsatz|jahresumsatz|ingresos|facturacion|chiffre d affaires',
  },
  {
    field: 'annualRevenue',
    part: 'currency',
    words: currencyNames,
  },
  {
    field: 'vatNumber',
    words:
      'vat|vat number|vat id|vat no|tax id|tax number|tin|ein|cnpj|cnpj cpf|cpf cnpj|partita iva|p iva|piva|nip|ust id|ust idnr|umsatzsteuer id|nif|cif|numero de tva',
  },
  {
    field: 'registrationNumber',
    words:
      'registration number|registration no|company number|inscricao estadual|codice fiscale|numero rea|regon|krs|handelsregisternummer|siret|siren',
  },
  {
    field: 'parent.name',
    words:
      'parent|parent company|parent account|empresa mae|empresa matriz|matriz|capogruppo|azienda madre|societa madre|firma nadrzedna|spolka matka|muttergesellschaft|empresa matriz|societe mere',
  },
  {
    field: 'parent.externalId',
    words: 'parent external id|parent id|parent record id|parent company id',
  },
  {
    field: 'relationship',
    words:
      'relationship|contact type|account type|customer type|relacionamento|tipo de cliente|relazione|tipo cliente|relacja|typ klienta',
  },
  {
    field: 'temperature',
    values: temperatures,
    words: 'temperature|temperature level|temperatura|temperatur',
  },
];
