export { openFile } from './open-file.ts';
export type {
  EncodingChoice,
  FileKind,
  FileProblem,
  ImportRow,
  OpenedFile,
  ReadOptions,
  RowProblem,
  UsedOptions,
} from './rows.ts';
