import { client } from '../data/client.ts';
import classes from './face.module.css';

/** Hues that stay readable with white letters on them, in both colour schemes. */
const colours = [
  '#3b5bdb',
  '#0b7285',
  '#237032',
  '#9c36b5',
  '#c2255c',
  '#a8480b',
  '#5f3dc4',
  '#495057',
];

/** A small picture of a person or company: its photo, else its initials on a colour of its own. */
export function Face({
  title,
  photo,
  size = 22,
  isRound = true,
}: {
  title: string;
  photo?: unknown;
  size?: number;
  isRound?: boolean;
}) {
  const id = photoId(photo);
  const style = {
    width: size,
    height: size,
    fontSize: size * 0.42,
    borderRadius: isRound ? '50%' : 4,
  };
  if (id)
    return (
      <img
        className={classes['face']}
        style={style}
        src={client.fileAddress(id, { inline: true })}
        alt=""
        loading="lazy"
        draggable={false}
      />
    );
  return (
    <span className={classes['face']} style={{ ...style, background: colourOf(title) }} aria-hidden>
      {initials(title)}
    </span>
  );
}

function photoId(photo: unknown): string | undefined {
  const first: unknown = Array.isArray(photo) ? photo[0] : photo;
  if (typeof first === 'string') return first;
  return typeof first === 'object' &&
    first !== null &&
    'id' in first &&
    typeof first.id === 'string'
    ? first.id
    : undefined;
}

export function initials(title: string): string {
  const words = title.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? '')][0] ?? '',
  );
  return letters.join('').toUpperCase();
}

function colourOf(title: string): string {
  let sum = 0;
  for (const letter of title) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return colours[sum % colours.length] ?? '#495057';
}
