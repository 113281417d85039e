import type {
  CatalogObject,
  Field,
  FieldError,
  Language,
  ScalarType,
  Section,
} from '@relata/model';
import { languages, nameIn } from '@relata/model';
import i18next from 'i18next';
import { createContext, use } from 'react';
import { initReactI18next } from 'react-i18next';
import { loadLater, loadTexts } from '../locales/index.ts';

/** Labels of everything that the model defines, by language: nested objects that end in texts. */
const labelsOf = new Map<Language, unknown[]>();
type Loading = () => Promise<{ default: unknown }>;
const names: Record<Language, Loading> = {
  en: () => import('@relata/model/locales/en?names'),
  'pt-BR': () => import('@relata/model/locales/pt-BR?names'),
  it: () => import('@relata/model/locales/it?names'),
  pl: () => import('@relata/model/locales/pl?names'),
};
/** What is said when something is refused: nobody waits for it, until then it is said as the server says it. */
const says: Record<Language, Loading> = {
  en: () => import('@relata/model/locales/en?says'),
  'pt-BR': () => import('@relata/model/locales/pt-BR?says'),
  it: () => import('@relata/model/locales/it?says'),
  pl: () => import('@relata/model/locales/pl?says'),
};

export const isLanguage = (value: unknown): value is Language =>
  languages.some((one) => one === value);

/** The first of the browser's languages that we speak; English where there is none. */
export function browserLanguage(): Language {
  for (const wanted of navigator.languages) {
    const same = languages.find((one) => one.toLowerCase() === wanted.toLowerCase());
    const near = languages.find((one) => one.slice(0, 2) === wanted.slice(0, 2).toLowerCase());
    if (same ?? near) return same ?? near ?? 'en';
  }
  return 'en';
}

/** Loads a language where that has not happened yet, and shows everything in it. */
export async function speak(language: Language): Promise<void> {
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      lng: language,
      fallbackLng: false,
      defaultNS: 'app',
      resources: {},
      interpolation: { escapeValue: false },
      react: { useSuspense: false },
    });
  }
  if (!labelsOf.has(language)) {
    const [{ texts }, labels] = await Promise.all([loadTexts[language](), names[language]()]);
    for (const [namespace, bundle] of Object.entries(texts))
      i18next.addResourceBundle(language, namespace, bundle);
    const parts = [labels.default];
    labelsOf.set(language, parts);
    says[language]().then(
      (more) => parts.push(more.default),
      () => undefined,
    );
  }
  for (const namespace of opened) await add(namespace, language);
  if (i18next.language !== language) await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

type Later = keyof typeof loadLater;
const opened = new Set<Later>();

async function add(namespace: Later, language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, namespace)) return;
  const { default: bundle } = await loadLater[namespace][language]();
  i18next.addResourceBundle(language, namespace, bundle);
}

/** The code of a page that few people open with its texts, from then on in every language that is chosen. */
export async function withTextsOf<T>(namespaces: Later[], code: Promise<T>): Promise<T> {
  const language = isLanguage(i18next.language) ? i18next.language : 'en';
  for (const namespace of namespaces) opened.add(namespace);
  const [loaded] = await Promise.all([
    code,
    ...namespaces.map((namespace) => add(namespace, language)),
  ]);
  return loaded;
}

/** An object, as far as its name goes. */
type Named = Pick<CatalogObject, 'name' | 'label'>;

/** Names of what the model and the workspace define, in one language. */
export interface Labels {
  object: (object: Named | string, form?: 'one' | 'many' | 'new') => string;
  field: (object: CatalogObject, field: string) => string;
  /** What the workspace says about filling it in. */
  help: (field: Pick<Field, 'help'>) => string | undefined;
  /** Of a value of several parts: the currency of an amount. */
  part: (name: string) => string;
  option: (object: CatalogObject, field: string, value: string) => string;
  /** What points to a record by a field of theirs: as they are called, and by which field where they have several. */
  relation: (holder: CatalogObject, field: string) => string;
  action: (object: CatalogObject | string, action: string) => string;
  /** What it has done, as history and toasts say it: `Won`. */
  acted: (object: CatalogObject | string, action: string) => string;
  /** What is asked once more before an action that nothing takes back. */
  asks: (action: string) => string | undefined;
  section: (section: Pick<Section, 'name' | 'label'>) => string;
  operator: (scalar: ScalarType, operator: string) => string;
  range: (name: string) => string;
  role: (name: string) => string;
  /** Name of a view that we bring along. */
  view: (object: CatalogObject, name: 'all') => string;
  /** Why a value was not taken: by its code, else as the server said. */
  invalid: (error: Pick<FieldError, 'code' | 'message' | 'values'>) => string;
  /** What is wrong, and what to do about it. */
  refusal: (
    code: string,
    reason: string | undefined,
    otherwise: string,
    details?: Record<string, unknown>,
  ) => string;
}

export const LabelsContext = createContext<Labels | null>(null);

export function useLabels(): Labels {
  const labels = use(LabelsContext);
  if (!labels) throw new Error('there is no LabelsProvider above');
  return labels;
}

export function labelsIn(language: Language): Labels {
  const parts = labelsOf.get(language) ?? [];
  const text = (...paths: string[]): string | undefined => {
    for (const path of paths)
      for (const part of parts) {
        const found = at(part, path);
        if (found !== undefined) return found;
      }
    return undefined;
  };
  const plural = new Intl.PluralRules(language);
  const own = (label: Field['label']): string | undefined => nameIn(label, language, undefined);
  const shippedField = (object: CatalogObject, field: string) =>
    text(`fields.${object.name}.${field}`, `fields.every.${field}`);
  const shippedOption = (object: CatalogObject, field: string, value: string) =>
    text(`options.${object.name}.${field}.${value}`, `options.every.${field}.${value}`);
  const nameOf = (object: Named | string) => (typeof object === 'string' ? object : object.name);

  /** Of an action that mentions an object: in words that go with any name, where the workspace has given it one. */
  const mentioning = (how: 'actions' | 'acted', object: CatalogObject | string, action: string) => {
    const called = typeof object === 'string' ? undefined : object.actions[action]?.called;
    const name = called?.[language];
    return name && filled(text(`mentioning.${how}.${nameOf(object)}.${action}`), { object: name });
  };

  const labels: Labels = {
    object(object, form = 'one') {
      const given = typeof object === 'string' ? undefined : object.label;
      const name = nameOf(object);
      const ours = text(`objects.${name}.one`);
      const label = ours === undefined ? nameIn(given, language, undefined) : given?.[language];
      if (!label) return text(`objects.${name}.${form}`) ?? spelledOut(name);
      if (form !== 'new') return label[form];
      return label.new ?? filled(text('newObject'), { object: label.one }) ?? label.one;
    },
    field(object, field) {
      const { label, custom } = object.fields[field] ?? {};
      return (
        nameIn(label, language, custom ? undefined : shippedField(object, field)) ??
        spelledOut(field)
      );
    },
    help: ({ help }) => own(help),
    part: (name) => text(`parts.${name}`) ?? spelledOut(name),
    option(object, field, value) {
      const { options, custom } = object.fields[field] ?? {};
      const label = options?.find((one) => one.value === value)?.label;
      const ours = custom ? undefined : shippedOption(object, field, value);
      return nameIn(label, language, ours) ?? value;
    },
    relation(holder, field) {
      const { custom, inverse } = holder.fields[field] ?? {};
      const ours = custom ? undefined : text(`relations.${holder.name}.${field}`);
      if (ours !== undefined) return ours;
      const many = labels.object(holder, 'many');
      // Several fields of theirs may lead here: one relation is called as they are, of the others only its field says more.
      const address = inverse?.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      return address === holder.plural ? many : `${many}: ${labels.field(holder, field)}`;
    },
    action: (object, action) =>
      mentioning('actions', object, action) ??
      text(`actions.${nameOf(object)}.${action}`, `actions.every.${action}`) ??
      spelledOut(action),
    acted: (object, action) =>
      mentioning('acted', object, action) ??
      text(`acted.${nameOf(object)}.${action}`, `acted.every.${action}`) ??
      spelledOut(action),
    asks: (action) => text(`asks.${action}`),
    section: ({ name, label }) =>
      nameIn(label, language, text(`sections.${name}`)) ?? spelledOut(name),
    operator: (scalar, operator) =>
      text(`operators.${scalar}.${operator}`, `operators.every.${operator}`) ?? operator,
    range(name) {
      const days = /^(last|next)(\d+)Days$/.exec(name);
      if (!days) return text(`ranges.${name}`) ?? spelledOut(name);
      const count = Number(days[2]);
      return (
        filled(text(`ranges.${days[1]}NDays_${plural.select(count)}`), { count }) ??
        spelledOut(name)
      );
    },
    view: (object, name) =>
      text(`seed.views.${object.name}.${name}`) ??
      filled(text(`seed.views.${name}`), {
        // A name that somebody gave stays as written; ours begins small within a sentence.
        objects:
          object.label?.[language]?.many ??
          text(`objects.${object.name}.many`)?.toLocaleLowerCase(language) ??
          object.plural,
      }) ??
      spelledOut(name),
    role: (name) => text(`roles.${name}`) ?? spelledOut(name),
    invalid: ({ code, message, values }) =>
      filled(
        text(`invalid.${code}_${plural.select(Number(values?.['count'] ?? 0))}`, `invalid.${code}`),
        values,
      ) ?? message,
    refusal: (code, reason, otherwise, details) => {
      const said = (part: 'title' | 'detail') =>
        filled(
          text(...(reason ? [`refusal.${code}.${reason}.${part}`] : []), `refusal.${code}.${part}`),
          details as FieldError['values'],
        );
      const [title, detail] = [said('title'), said('detail')];
      return title && detail ? `${title}. ${detail}` : otherwise;
    },
  };
  return labels;
}

/** Some languages begin with a name that stands in the middle in others. */
export const asSentence = (text: string): string =>
  text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** Follows a path as far as its longest keys go: option values may hold dots. */
function at(tree: unknown, path: string): string | undefined {
  let here: unknown = tree;
  for (const step of path.split('.')) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = Object.entries(here).find(([key]) => key === step)?.[1];
  }
  return typeof here === 'string' ? here : undefined;
}

const filled = (text: string | undefined, values: FieldError['values'] = {}) =>
  text?.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => String(values[name] ?? ''));

/** `expectedClose` → `Expected close`: better than nothing where a label is missing. */
function spelledOut(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
