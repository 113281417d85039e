import { type Language, languages } from '@relata/model';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { aFirm } from './a-firm.ts';
import { seen } from './browser.ts';
import { makeDeal } from './make.ts';
import { makeSample, type Place, placesOf, visit } from './places.ts';

const { open, firm } = aFirm();
let places: Place[];
let offer: string;

beforeAll(async () => {
  await makeSample(firm);
  places = await placesOf(firm);
  const { id } = await makeDeal(firm, {
    name: 'Masts',
    value: { amount: '1234567.50', currency: 'EUR' },
    expectedClose: '2026-03-04',
  });
  offer = id;
});

/** All that is written on the page, also in what only a screen reader says. */
const wordsOf = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const attributes = ['aria-label', 'title', 'placeholder', 'alt'];
    const said = [...document.querySelectorAll(attributes.map((name) => '[' + name + ']').join())]
      .flatMap((element) => attributes.map((name) => element.getAttribute(name) ?? ''));
    return [document.title, ...document.body.innerText.split('\\n'), ...said].filter(Boolean);
  })()`);

/** What slipped through: names of texts, blanks that nobody filled in, and what programs say to each other. */
const slips = [
  /(?<![\w@./-])[a-z][a-zA-Z]+(?:[.:][a-z][a-zA-Z]+)+(?![\w@/])/,
  /\{\{|\}\}/,
  /\bundefined\b|\bnull\b|\bNaN\b|\[object|Invalid Date/,
];
/** Addresses and files of the sample data look like names of texts. */
const harmless = /\S+@\S+|https?:\S+|\S+\.(?:example|csv|xlsx|vcf|org|com)\b/g;

/** What of the page is wider than a telephone; tables scroll within their own place. */
const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5)
      .slice(-5)
      .map((element) => element.outerHTML.slice(0, 120));
  })()`);

/** The same amount and day as people there write them. */
const written: Record<Language, { amount: string; day: string }> = {
  en: { amount: '€1,234,567.50', day: 'Mar 4, 2026' },
  'pt-BR': { amount: '€ 1.234.567,50', day: '4 de mar. de 2026' },
  it: { amount: '1.234.567,50 €', day: '4 mar 2026' },
  pl: { amount: '1 234 567,50 €', day: '4 mar 2026' },
};

for (const language of languages)
  test(`every page speaks ${language} and fits a telephone`, async () => {
    await firm.client.changeMe({ language, locale: language });
    const page = await open(firm, `${firm.url}/deals/${offer}`, {
      viewport: { width: 360, height: 740 },
    });
    const { amount, day } = written[language];
    await seen(page.getByText(amount).first());
    await seen(page.getByText(day).first());

    const found: Record<string, string[]> = {};
    for (const place of places) {
      await visit(page, firm.url, place);
      expect(await page.getAttribute('html', 'lang')).toBe(language);
      const words = await wordsOf(page);
      const wrong = words.filter((text) => {
        const rest = text.replaceAll(harmless, '');
        return slips.some((slip) => slip.test(rest));
      });
      wrong.push(...(await tooWide(page)));
      if (wrong.length > 0) found[place.name] = wrong;
    }
    expect(found).toEqual({});
  });
