/** Something that stands below another of its kind, or at the top. */
export interface Placed {
  id: string;
  parent: string | null;
}

export interface Branch<T extends Placed> {
  item: T;
  below: Branch<T>[];
  /** How many there are below, at any distance. */
  count: number;
}

/**
 * Items as a tree, in their given order. Whose parent is not among them stands at the top; of a circle, which can only
 * be old data, the first does.
 */
export function treeOf<T extends Placed>(items: readonly T[]): Branch<T>[] {
  const known = new Set(items.map((item) => item.id));
  const children = Map.groupBy(items, (item) =>
    item.parent !== null && known.has(item.parent) ? item.parent : '',
  );
  const placed = new Set<string>();
  const branch = (item: T): Branch<T> => {
    placed.add(item.id);
    const below = (children.get(item.id) ?? []).filter((one) => !placed.has(one.id)).map(branch);
    return { item, below, count: below.reduce((sum, one) => sum + one.count + 1, 0) };
  };
  const roots = (children.get('') ?? []).map(branch);
  for (const item of items) if (!placed.has(item.id)) roots.push(branch(item));
  return roots;
}

/** Whether the one lies below the other, at whatever distance, or is the same. */
export function liesBelow(items: readonly Placed[], id: string, other: string): boolean {
  const parents = new Map(items.map((item) => [item.id, item.parent]));
  const seen = new Set<string>();
  for (let at: string | null | undefined = id; at && !seen.has(at); at = parents.get(at)) {
    if (at === other) return true;
    seen.add(at);
  }
  return false;
}
