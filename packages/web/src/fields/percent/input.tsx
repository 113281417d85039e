import type { InputProps } from '../contract.ts';
import { PlainNumberInput } from '../number/input.tsx';

export function PercentInput(props: InputProps<number>) {
  return <PlainNumberInput {...props} suffix="%" />;
}
