export { PlainNumberInput as AutonumberInput } from '../number/input.tsx';
