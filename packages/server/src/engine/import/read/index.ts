export { openFile } from './open-file.ts';
export type {
  EncodingChoice,
  FileKind,
  FileProblem,
  ImportRow,
  OpenedFile,
  ReadOptions,
  RowProblem,
  Severity,
  UsedOptions,
} from './rows.ts';
