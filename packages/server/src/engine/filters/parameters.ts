/** Collects the values of a statement. `$1` is always the workspace. */
export interface Parameters {
  values: unknown[];
  /** Adds a value and gives its placeholder, cast to `type`. */
  add(value: unknown, type: string): string;
}

export function parameters(workspace: string): Parameters {
  const values: unknown[] = [workspace];
  return {
    values,
    add(value, type) {
      values.push(value);
      return `$${values.length}::${type}`;
    },
  };
}
