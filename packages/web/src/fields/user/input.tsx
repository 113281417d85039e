export { LinkInput as UserInput } from '../link/input.tsx';
