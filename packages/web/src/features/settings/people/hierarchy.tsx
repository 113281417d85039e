import { Tree, type TreeNodeData, useTree } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './hierarchy.module.css';
import { type Branch, liesBelow, type Placed, treeOf } from './tree-of.ts';

interface Props<T extends Placed> {
  label: string;
  items: readonly T[];
  nameOf: (item: T) => string;
  renderItem: (item: T, below: number) => ReactNode;
  /** Puts one below another by dragging it there; null: to the top. */
  onMove?: ((id: string, parent: string | null) => void) | undefined;
}

interface NamedPlace extends Placed {
  name: string;
}

const nodeOf = ({ item, below }: Branch<NamedPlace>): TreeNodeData => ({
  value: item.id,
  label: item.name,
  ...(below.length && { children: below.map(nodeOf) }),
});

const flat = <T extends Placed>(branches: readonly Branch<T>[]): Branch<T>[] =>
  branches.flatMap((branch) => [branch, ...flat(branch.below)]);

/** Who stands below whom: arrows go through it, Space folds a branch; what is dragged onto another goes below it. */
export function Hierarchy<T extends Placed>({
  label,
  items,
  nameOf,
  renderItem,
  onMove,
}: Props<T>) {
  const { t } = useTranslation('people');
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const branches = new Map(flat(treeOf(items)).map((branch) => [branch.item.id, branch]));
  const shape = JSON.stringify(
    items.map((item) => ({ id: item.id, parent: item.parent, name: nameOf(item) })),
  );
  // The tree starts anew with each new list: one of the same shape must stay the same list.
  const data = useMemo(() => treeOf(JSON.parse(shape) as NamedPlace[]).map(nodeOf), [shape]);
  const tree = useTree({
    expandedState: Object.fromEntries(items.map((item) => [item.id, !folded.has(item.id)])),
    onExpandedStateChange: (state) =>
      setFolded(new Set(Object.keys(state).filter((id) => state[id] === false))),
  });
  return (
    <Tree
      aria-label={label}
      data={data}
      tree={tree}
      levelOffset="var(--step)"
      expandOnClick={false}
      className={classes['tree'] ?? ''}
      {...(onMove && {
        onDragDrop: ({ draggedNode, targetNode, position }) =>
          onMove(
            draggedNode,
            position === 'inside' ? targetNode : (branches.get(targetNode)?.item.parent ?? null),
          ),
        allowDrop: ({ draggedNode, targetNode }) => !liesBelow(items, targetNode, draggedNode),
      })}
      renderNode={({ node, expanded, hasChildren, elementProps }) => {
        const branch = branches.get(node.value);
        if (!branch) return null;
        return (
          <div {...elementProps} className={`${elementProps.className} ${classes['node']}`}>
            <button
              type="button"
              tabIndex={-1}
              className={classes['fold']}
              data-hidden={!hasChildren || undefined}
              data-open={expanded || undefined}
              aria-label={t(expanded ? 'chart.fold' : 'chart.unfold', {
                name: nameOf(branch.item),
              })}
              onClick={(event) => {
                event.stopPropagation();
                tree.toggleExpanded(node.value);
              }}
            >
              <IconChevronRight size={16} aria-hidden />
            </button>
            {renderItem(branch.item, branch.count)}
          </div>
        );
      }}
    />
  );
}

/** Keys meant for a button in a node are not the tree's. */
export const ownKeys = {
  onKeyDown: (event: { key: string; stopPropagation: () => void }) => {
    if (event.key === ' ' || event.key === 'Enter') event.stopPropagation();
  },
};
