import { Suspense, useEffect, useState } from 'react';
import { lazy } from '../../data/lazy.ts';
import { flushSync } from 'react-dom';
import { onOpenPalette } from './open-palette.ts';
import { catchTyping } from './type-ahead.ts';

const load = () => import('./palette.tsx');
const Palette = lazy(() => load().then((module) => ({ default: module.Palette })));

/** Where the palette appears; stands once in the shell. */
export function PaletteHost({ onHelp }: { onHelp: () => void }) {
  /** How often it was opened: each time it starts anew. */
  const [round, setRound] = useState(0);
  const [query, setQuery] = useState('');
  useEffect(
    () =>
      onOpenPalette(() => {
        setRound((before) => before + 1);
        setQuery('');
        // At once: the next key may go into the box itself.
        catchTyping((text) => flushSync(() => setQuery(text)));
      }),
    [],
  );
  if (!round) return null;
  return (
    <Suspense fallback={null}>
      <Palette key={round} query={query} onQuery={setQuery} onHelp={onHelp} />
    </Suspense>
  );
}
