import { Suspense, useSyncExternalStore } from 'react';
import { lazy } from '../../data/lazy.ts';
import { missingWishes, onMissing } from '../../data/ask-missing.ts';

const MissingDialog = lazy(() =>
  import('./missing-dialog.tsx').then((module) => ({ default: module.MissingDialog })),
);

/** Where a person is asked for what a change cannot do without; stands once in the shell. */
export function MissingHost() {
  const [wish] = useSyncExternalStore(onMissing, missingWishes);
  if (!wish) return null;
  return (
    <Suspense fallback={null}>
      <MissingDialog key={wish.number} wish={wish} />
    </Suspense>
  );
}
