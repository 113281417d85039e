/** How many letters differ: one too many, one missing, another one, or two that stand side by side swapped. */
export interface Distance {
  whole: number;
  /** The same for the beginning of the word that comes nearest. */
  start: number;
}

/** How far what was typed is from a word, and from its nearest beginning. */
export function distance(typed: string, word: string): Distance {
  const a = [...typed];
  const b = [...word];
  let before: number[] = [];
  let above = b.map((_, j) => j + 1);
  above.unshift(0);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(at(above, j) + 1, at(row, j - 1) + 1, at(above, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(before, j - 2) + 1);
      row.push(least);
    }
    before = above;
    above = row;
  }
  return { whole: at(above, b.length), start: Math.min(...above) };
}

const at = (row: number[], j: number): number => row[j] ?? Infinity;

/** Everything that is one typing error away from a word. */
export function oneOff(word: string): Set<string> {
  const found = new Set<string>();
  const letters = [...word];
  const known = alphabetOf(word);
  for (let i = 0; i <= letters.length; i++) {
    const start = letters.slice(0, i).join('');
    const [one = '', two = ''] = letters.slice(i, i + 2);
    const rest = letters.slice(i + 1).join('');
    for (const letter of known) {
      found.add(start + letter + one + rest);
      if (one) found.add(start + letter + rest);
    }
    if (one) found.add(start + rest);
    if (two) found.add(start + two + one + letters.slice(i + 2).join(''));
  }
  found.delete(word);
  return found;
}

const latin = [...'abcdefghijklmnopqrstuvwxyz'];

/** Letters that may have been meant: those of the scripts in which the word is written. */
function alphabetOf(word: string): Set<string> {
  const found = new Set<string>();
  for (const letter of word)
    for (const one of letter <= 'z' ? latin : neighbours(letter)) found.add(one);
  return found;
}

/** Small letters of the same block of Unicode: of Greek, of Cyrillic, of Hebrew … */
function neighbours(letter: string): string[] {
  const first = Math.floor((letter.codePointAt(0) ?? 0) / 128) * 128;
  return Array.from({ length: 128 }, (_, i) => String.fromCodePoint(first + i)).filter(
    (one) => /\p{L}/u.test(one) && one === one.toLowerCase(),
  );
}
