import { Tooltip } from '@mantine/core';
import type { ContactPoint } from '@relata/model';
import styles from './fields.module.css';
import { usePointLabel } from './reading.tsx';

interface Props {
  value: ContactPoint[];
  full: boolean | undefined;
  /** Where the entry leads; null: it is text. */
  href: (value: string) => string | null;
  print?: (value: string) => string;
}

/** Too long for its place, an address goes on in the next line behind its `@`, not in the middle of a word. */
function breaking(text: string) {
  const [before = '', ...after] = text.split(/(?<=@)/);
  return after.length ? (
    <>
      {before}
      <wbr />
      {after.join('')}
    </>
  ) : (
    text
  );
}

/** E-mail addresses, numbers, web addresses: the first one in a line, or all of them with their labels. */
export function Points({ value, full, href, print = (one) => one }: Props) {
  const pointLabel = usePointLabel();
  const entry = ({ value: one }: ContactPoint) => {
    const to = href(one);
    if (!to) return <span className={styles['line']}>{print(one)}</span>;
    const isWeb = to.startsWith('http');
    return (
      <a
        href={to}
        className={styles['link']}
        draggable={false}
        {...(isWeb ? { target: '_blank', rel: 'noopener noreferrer' } : {})}
        onClick={(event) => event.stopPropagation()}
      >
        {breaking(print(one))}
      </a>
    );
  };
  if (full)
    return (
      <ul className={styles['entries']}>
        {value.map((point) => (
          <li key={point.value} className={styles['entry']}>
            {entry(point)}
            {point.label ? (
              <span className={styles['faint']}>{pointLabel(point.label)}</span>
            ) : null}
          </li>
        ))}
      </ul>
    );
  const [first, ...rest] = value;
  if (!first) return null;
  return (
    <span className={styles['row']}>
      {entry(first)}
      {rest.length ? (
        <Tooltip label={rest.map((point) => print(point.value)).join(', ')} multiline maw={320}>
          <span className={styles['faint']}>+{rest.length}</span>
        </Tooltip>
      ) : null}
    </span>
  );
}
