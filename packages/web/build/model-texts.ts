import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

const asked = /^(.*\/model\/src\/locales\/[\w-]+\.json)\?(names|says)$/;

/** What is said when something is refused comes after the first page; what imports and files say, only the server says. */
const parts: Record<string, (key: string) => boolean> = {
  names: (key) => !['refusal', 'invalid', 'import', 'export'].includes(key),
  says: (key) => ['refusal', 'invalid'].includes(key),
};

/** Texts of the model in two parts: `…/locales/en?names` and `…/locales/en?says`. */
export function modelTexts(): Plugin {
  return {
    name: 'relata:model-texts',
    enforce: 'pre',
    async load(id) {
      const [, file, part] = asked.exec(id) ?? [];
      const isIn = parts[part ?? ''];
      if (file === undefined || !isIn) return null;
      this.addWatchFile(file);
      const texts: Record<string, unknown> = JSON.parse(await readFile(file, 'utf8'));
      const own = Object.fromEntries(Object.entries(texts).filter(([key]) => isIn(key)));
      return { code: `export default ${JSON.stringify(own)};`, moduleType: 'js' };
    },
  };
}
