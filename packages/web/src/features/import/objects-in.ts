import type { ImportRun } from '@relata/client';

/** The objects that rows of a file may be: one, or those that a column tells apart. */
export const objectsIn = ({ object, options }: Pick<ImportRun, 'object' | 'options'>): string[] => [
  ...new Set([object, ...Object.values(options.objectBy?.values ?? {})]),
];
