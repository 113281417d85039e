import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answered, type Caller, inBackground } from '#test/door.ts';
import { openOutside, type Outside } from '#test/outside.ts';
import { type TestWorkspace, workspace } from '#test/workspace.ts';

let firm: TestWorkspace;
let outside: Outside;
let stop: () => Promise<void>;

beforeAll(async () => {
  firm = await workspace();
  outside = await openOutside(firm);
  stop = await inBackground(firm.engine);
});
afterAll(() => stop());

const idOf = async (who: Caller, path: string, body: object): Promise<string> =>
  (await who.post(path, body)).body.data.id;

/** What somebody does, and the words with which they are told no. */
interface Case {
  ask: (who: Caller) => Promise<Answered>;
  status: number;
  /** What the page shows: what is wrong with the field, else the title. */
  words: { it: string; pl: string; 'pt-BR': string };
}

const file = (content: string | Uint8Array<ArrayBuffer>, name: string): FormData => {
  const form = new FormData();
  form.append('object', 'person');
  form.append('file', new File([content], name));
  return form;
};

const stale = {
  it: 'Qualcuno ha modificato questi dati nel frattempo',
  pl: 'Ktoś to w międzyczasie zmienił',
  'pt-BR': 'Alguém alterou isto enquanto você editava',
};
const gone = {
  it: 'Questo record non esiste o non è visibile per te. Scegline un altro.',
  pl: 'Ten rekord nie istnieje lub nie jest dla Ciebie widoczny. Wybierz inny.',
  'pt-BR': 'Este registro não existe ou não está visível para você. Escolha outro.',
};

const cases: Record<string, Case> = {
  'an unknown field': {
    ask: (who) => who.post('/people', { lastName: 'A', nickName: 'B' }),
    status: 400,
    words: {
      it: 'Questo campo non esiste. Controlla il nome.',
      pl: 'Nie ma takiego pola. Sprawdź nazwę.',
      'pt-BR': 'Este campo não existe. Confira o nome.',
    },
  },
  'a wrong value': {
    ask: (who) => who.post('/companies', { name: 'A', employees: 'many' }),
    status: 422,
    words: { it: 'Inserisci un numero.', pl: 'Podaj liczbę.', 'pt-BR': 'Informe um número.' },
  },
  'a stale version': {
    async ask(who) {
      const id = await idOf(who, '/people', { lastName: 'A' });
      await who.patch(`/people/${id}`, { lastName: 'B' });
      return who.patch(`/people/${id}`, { jobTitle: 'C' }, { 'if-match': '"1"' });
    },
    status: 412,
    words: stale,
  },
  'two people who edit the same field at once': {
    async ask(who) {
      const id = await idOf(who, '/people', { lastName: 'A' });
      const both = await Promise.all(
        ['B', 'C'].map((lastName) =>
          who.patch(`/people/${id}`, { lastName }, { 'x-base-version': '1' }),
        ),
      );
      const lost = both.find(({ status }) => status !== 200);
      if (!lost) throw new Error('both were saved');
      const kept = (await who.get(`/people/${id}`)).body.data;
      expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
      // Whoever lost sees what it is now, and by whom.
      expect(lost.body.details.fields.lastName).toMatchObject({ value: kept.lastName });
      return lost;
    },
    status: 412,
    words: stale,
  },
  'a body that is too large': {
    ask: (who) => who.post('/people', { description: 'x'.repeat(10 * 1024 * 1024) }),
    status: 413,
    words: { it: 'È troppo grande', pl: 'To za dużo', 'pt-BR': 'É grande demais' },
  },
  'a link to a company that has been deleted': {
    async ask(who) {
      const company = await idOf(who, '/companies', { name: 'Gone' });
      await who.delete(`/companies/${company}`);
      return who.post('/people', { lastName: 'A', company });
    },
    status: 422,
    words: gone,
  },
  'a company that is deleted while somebody chooses it': {
    async ask(who) {
      const company = await idOf(who, '/companies', { name: 'Gone' });
      const id = await idOf(who, '/people', { lastName: 'A' });
      await who.delete(`/companies/${company}`);
      const answer = await who.patch(`/people/${id}`, { jobTitle: 'B', company });
      expect((await who.get(`/people/${id}`)).body.data).toMatchObject({ jobTitle: null });
      return answer;
    },
    status: 422,
    words: gone,
  },
  'a deleted record that is opened': {
    async ask(who) {
      const id = await idOf(who, '/people', { lastName: 'A' });
      await who.delete(`/people/${id}`);
      return who.get(`/people/${id}`);
    },
    status: 404,
    words: {
      it: 'Non è stato trovato nulla',
      pl: 'Nie znaleziono',
      'pt-BR': 'Não encontramos o que você procura',
    },
  },
  'half of a spreadsheet': {
    async ask(who) {
      await who.post('/people', { lastName: 'A' });
      const { raw } = await who.get('/people/export?format=xlsx');
      return who.send('/imports', file(new Uint8Array(raw.subarray(0, raw.length / 2)), 'a.xlsx'));
    },
    status: 422,
    words: {
      it: 'La cartella di lavoro è danneggiata. Aprila in un foglio di calcolo e salvala di nuovo.',
      pl: 'Skoroszyt jest uszkodzony. Otwórz go w arkuszu kalkulacyjnym i zapisz ponownie.',
      'pt-BR': 'A planilha está danificada. Abra-a em um programa de planilhas e salve de novo.',
    },
  },
  'an empty file': {
    ask: (who) => who.send('/imports', file('', 'people.csv')),
    status: 422,
    words: {
      it: 'Il file è vuoto. Scegline un altro.',
      pl: 'Plik jest pusty. Wybierz inny.',
      'pt-BR': 'O arquivo está vazio. Escolha outro.',
    },
  },
};

describe.each(['it', 'pl', 'pt-BR'] as const)('in %s', (language) => {
  test.each(Object.entries(cases))('%s is refused in words', async (_name, one) => {
    const ada = await outside.as(firm.admin);
    expect((await ada.patch('/me', { language })).status).toBe(200);
    const answer = await one.ask(ada);
    expect(answer.status).toBe(one.status);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    const [first] = answer.body.errors ?? [];
    expect(first?.message ?? answer.body.title).toBe(one.words[language]);
  });
});
