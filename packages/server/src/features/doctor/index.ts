export { examine, isWell, report } from './examine.ts';
