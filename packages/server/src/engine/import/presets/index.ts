export { readLabel, type LabelRead } from './labels.ts';
export type { ColumnMapping, MappingSuggestion } from './mapping.ts';
export { suggestMapping } from './suggest.ts';
