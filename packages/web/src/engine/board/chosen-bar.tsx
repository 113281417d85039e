import { Suspense } from 'react';
import { lazy } from '../../data/lazy.ts';
import type { Collection } from '../collection/state/use-collection.ts';
import type { Column } from './move.ts';
import { cardsOf, type Chosen } from './use-chosen.ts';

const BulkBar = lazy(() =>
  import('../collection/bulk/bulk-bar.tsx').then((module) => ({ default: module.BulkBar })),
);

interface Props {
  collection: Collection;
  columns: readonly Column[];
  chosen: Chosen;
}

/** What can be done with the cards that are chosen: the same as with rows of a table. */
export function ChosenBar({ collection, columns, chosen: { selection, setSelection } }: Props) {
  if (!selection.ids.size) return null;
  return (
    <Suspense fallback={null}>
      <BulkBar
        collection={collection}
        selection={selection}
        onSelection={setSelection}
        loaded={cardsOf(columns)}
        total={{ count: null, isLowerBound: false }}
      />
    </Suspense>
  );
}
