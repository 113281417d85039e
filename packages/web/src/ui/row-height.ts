import { useMediaQuery } from '@mantine/hooks';
import type { CSSProperties } from 'react';

declare module 'react' {
  interface CSSProperties {
    /** Set by {@link rowHeightStyle} around rows; what is drawn in them reads it. */
    '--row-height'?: string;
  }
}

/** Height of a row of a table in pixels; fingers need 44 (pain 18). Follows where a tablet gets a mouse, or loses it. */
export const useRowHeight = (): number =>
  useMediaQuery('(pointer: coarse)', false, { getInitialValueInEffect: false }) ? 44 : 36;

/** The same for the styles of what is inside. */
export const rowHeightStyle = (height: number): CSSProperties => ({
  '--row-height': `${height}px`,
});
