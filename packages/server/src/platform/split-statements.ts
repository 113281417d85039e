/** What may hide a semicolon: strings, names, dollar quotes, comments. The flag y keeps each match in place. */
const opaque = [
  /'(?:[^']|'')*'/y,
  /"(?:[^"]|"")*"/y,
  /\$(\w*)\$[\s\S]*?\$\1\$/y,
  /--[^\n]*/y,
  /\/\*[\s\S]*?\*\//y,
];

/** The statements of an SQL file, without their semicolons; pieces that hold only comments are left out. */
export function splitStatements(sql: string): string[] {
  const statements: string[] = [];
  let start = 0;
  let meaningful = false;
  const finish = (end: number): void => {
    if (meaningful) statements.push(sql.slice(start, end).trim());
    start = end + 1;
    meaningful = false;
  };
  for (let at = 0; at < sql.length;) {
    const hidden = matchAt(sql, at);
    if (hidden) {
      if (!/^(--|\/\*)/.test(hidden)) meaningful = true;
      at += hidden.length;
      continue;
    }
    if (sql[at] === ';') finish(at);
    else if (sql[at]?.trim()) meaningful = true;
    at += 1;
  }
  finish(sql.length);
  return statements;
}

function matchAt(sql: string, at: number): string | undefined {
  for (const pattern of opaque) {
    pattern.lastIndex = at;
    const found = pattern.exec(sql)?.[0];
    if (found) return found;
  }
  return undefined;
}
