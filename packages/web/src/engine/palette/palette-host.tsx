import { lazy, Suspense, useEffect, useState } from 'react';
import { onOpenPalette } from './open-palette.ts';

const load = () => import('./palette.tsx');
const Palette = lazy(() => load().then((module) => ({ default: module.Palette })));

/** Where the palette appears; stands once in the shell. */
export function PaletteHost({ onHelp }: { onHelp: () => void }) {
  const [isThere, setThere] = useState(false);
  useEffect(
    () =>
      onOpenPalette(() => {
        setThere(true);
        void load().then(({ openSpotlight }) => openSpotlight());
      }),
    [],
  );
  if (!isThere) return null;
  return (
    <Suspense fallback={null}>
      <Palette onHelp={onHelp} />
    </Suspense>
  );
}
