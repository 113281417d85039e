import { openCsv, readHead } from './csv.ts';
import type { FileKind, OpenedFile, ReadOptions } from './rows.ts';
import { sniff } from './sniff.ts';
import { openVcard } from './vcard.ts';
import { openXlsx } from './xlsx.ts';

const openers = {
  csv: openCsv,
  xlsx: openXlsx,
  vcard: openVcard,
} satisfies Record<FileKind, (path: string, options: ReadOptions) => Promise<OpenedFile>>;

/**
 * Opens a file for import, whatever it is called: its content says what it is.
 *
 * @param path where the uploaded file is; it must stay there while rows are read
 * @param filename the name that the person knows it by
 * @throws Refusal 'invalid' whose one error has the field `file` and a code of `refuse-file.ts`
 */
export async function openFile(
  path: string,
  filename: string,
  options: ReadOptions = {},
): Promise<OpenedFile> {
  const { kind } = sniff(await readHead(path, 1 << 16), filename);
  return openers[kind](path, options);
}
