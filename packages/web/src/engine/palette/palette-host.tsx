import { lazy, Suspense, useEffect, useState } from 'react';
import { onOpenPalette } from './open-palette.ts';
import { catchTyping } from './type-ahead.ts';

const load = () => import('./palette.tsx');
const Palette = lazy(() => load().then((module) => ({ default: module.Palette })));

/** Where the palette appears; stands once in the shell. */
export function PaletteHost({ onHelp }: { onHelp: () => void }) {
  const [isThere, setThere] = useState(false);
  const [typed, setTyped] = useState('');
  useEffect(
    () =>
      onOpenPalette(() => {
        setThere(true);
        setTyped('');
        catchTyping(setTyped);
        void load().then(({ openSpotlight }) => openSpotlight());
      }),
    [],
  );
  if (!isThere) return null;
  return (
    <Suspense fallback={null}>
      <Palette onHelp={onHelp} typed={typed} />
    </Suspense>
  );
}
