import { Tree, type TreeNodeData, useTree } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
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

/** Who stands below whom: arrows go through it, Space folds a branch; what is dragged onto another goes below it. */
export function Hierarchy<T extends Placed>({
  label,
  items,
  nameOf,
  renderItem,
  onMove,
}: Props<T>) {
  const { t } = useTranslation('people');
  const all = new Map<string, Branch<T>>();
  const nodeOf = (branch: Branch<T>): TreeNodeData => {
    all.set(branch.item.id, branch);
    const children = branch.below.map(nodeOf);
    return {
      value: branch.item.id,
      label: nameOf(branch.item),
      ...(children.length && { children }),
    };
  };
  const data = treeOf(items).map(nodeOf);
  const tree = useTree({
    initialExpandedState: Object.fromEntries(items.map((item) => [item.id, true])),
  });
  return (
    <Tree
      aria-label={label}
      data={data}
      tree={tree}
      levelOffset={28}
      expandOnClick={false}
      className={classes['tree'] ?? ''}
      {...(onMove && {
        onDragDrop: ({ draggedNode, targetNode, position }) =>
          onMove(
            draggedNode,
            position === 'inside' ? targetNode : (all.get(targetNode)?.item.parent ?? null),
          ),
        allowDrop: ({ draggedNode, targetNode }) => !liesBelow(items, targetNode, draggedNode),
      })}
      renderNode={({ node, expanded, hasChildren, elementProps }) => {
        const branch = all.get(node.value);
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
