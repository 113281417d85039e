/** Collects the values of a statement. `$1` is always the workspace. */
export interface Parameters {
  values: unknown[];
  /** Adds a value and gives its placeholder, cast to `type`. */
  add(value: unknown, type: string): string;
  /** A name that no other table of the statement has; the same question gives the same text. */
  alias(): string;
}

export function parameters(workspace: string): Parameters {
  const values: unknown[] = [workspace];
  let aliases = 0;
  return {
    values,
    add(value, type) {
      values.push(value);
      return `$${values.length}::${type}`;
    },
    alias: () => `r${++aliases}`,
  };
}
