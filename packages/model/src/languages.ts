/** Languages in which Relata speaks. */
export const languages = ['en', 'pt-BR', 'it', 'pl'] as const;
export type Language = (typeof languages)[number];
