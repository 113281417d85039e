/** What the bench's people and firms are called; invented, in the languages of our users. */
export const firstNames =
  'Ana Bruno Camila Diego Elisa Fábio Giulia Hugo Irena Jakub Katarzyna Luca Małgorzata Nadia Olga Paweł Rafael Sofia Tomasz Ursula Vera Wojciech Ximena Yasmin Zofia Łukasz Świętosława João Inês Agnieszka Marco Chiara Piotr Ewa Antônio Beatriz Carlos Débora Matteo Elena'.split(
    ' ',
  );
export const lastNames =
  'Almeida Bianchi Costa Dąbrowski Esposito Ferreira Gonçalves Hernández Iwańska Jankowska Kowalski Lewandowska Moretti Nowak Oliveira Pereira Quintana Rossi Santos Tavares Urbański Vieira Wiśniewska Ximenes Yamada Zieliński Żukowska Łoś Śliwa Conti Ricci Marino Greco Barbosa Cardoso Mendes Mazur Krawczyk Piotrowska Grabowski'.split(
    ' ',
  );
export const jobTitles = [
  'Head of Sales',
  'Buyer',
  'Managing director',
  'Gerente de compras',
  'Dyrektor handlowy',
  'Responsabile acquisti',
  'Engineer',
  'Assistant',
  'CFO',
  'Consultant',
];
export const firmWords =
  'Açaí Baltic Casa Delta Energia Fabryka Grupo Horizonte Italia Jaśmin Kolor Lago Metal Norte Officine Porto Quattro Rio Sul Torino Unia Vento Wisła Zakład Źródło Alfa Beira Ciao Dąb Estrela'.split(
    ' ',
  );
export const firmForms = [
  'Ltda.',
  'S.A.',
  'S.r.l.',
  'S.p.A.',
  'Sp. z o.o.',
  'Sp. k.',
  'Ltd',
  'GmbH',
];
export const cities: [string, string, string][] = [
  ['São Paulo', 'BR', '+5511'],
  ['Curitiba', 'BR', '+5541'],
  ['Recife', 'BR', '+5581'],
  ['Milano', 'IT', '+3902'],
  ['Torino', 'IT', '+39011'],
  ['Napoli', 'IT', '+39081'],
  ['Warszawa', 'PL', '+4822'],
  ['Łódź', 'PL', '+4842'],
  ['Kraków', 'PL', '+4812'],
  ['London', 'GB', '+4420'],
];
