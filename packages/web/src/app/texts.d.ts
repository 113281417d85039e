import 'i18next';
import type { LaterTexts, Texts } from '../locales/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    returnNull: false;
    resources: Texts & LaterTexts;
  }
}
