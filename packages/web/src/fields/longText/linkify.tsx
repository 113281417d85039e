import { Anchor } from '@mantine/core';
import { safeLink } from '../urls/safe-link.ts';

/** Text with its web addresses as links. Whatever else looks like one stays text. */
export function Linkified({ text }: { text: string }) {
  const pieces = text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/g);
  return pieces.map((piece, i) => {
    const href = i % 2 ? safeLink(piece) : null;
    if (!href) return piece;
    return (
      <Anchor
        key={`${i}-${piece}`}
        href={href}
        target="_blank"
        rel="noopener noreferrer"
        inherit
        underline="always"
      >
        {piece}
      </Anchor>
    );
  });
}
