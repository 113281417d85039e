import { Suspense, useSyncExternalStore } from 'react';
import { lazy } from '../../data/lazy.ts';
import { onWishes, openWishes } from './ask-create.ts';

const CreateDialog = lazy(() =>
  import('./create-dialog.tsx').then((module) => ({ default: module.CreateDialog })),
);

/** Where the dialogs of `askCreate` appear; stands once in the shell. */
export function CreateHost() {
  const wishes = useSyncExternalStore(onWishes, openWishes);
  if (!wishes.length) return null;
  return (
    <Suspense fallback={null}>
      {wishes.map((wish) => (
        <CreateDialog key={wish.number} wish={wish} onClose={wish.answer} />
      ))}
    </Suspense>
  );
}
