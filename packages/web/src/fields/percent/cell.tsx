export { NumberCell as PercentCell } from '../number/cell.tsx';
