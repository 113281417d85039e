export { PlainNumberInput as IntegerInput } from '../number/input.tsx';
