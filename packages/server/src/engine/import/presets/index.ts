export { readLabel } from './labels.ts';
export { suggestMapping } from './suggest.ts';
