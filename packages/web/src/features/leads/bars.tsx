import type { ReactNode } from 'react';
import classes from './leads.module.css';

export interface BarRow {
  key: string;
  label: string;
  /** What the bar says, beside the largest of all. */
  bar: number;
  colour?: string | null;
  cells: ReactNode[];
}

/** Numbers with the bars that they make. */
export function Bars({
  caption,
  heads,
  rows,
}: {
  caption: string;
  heads: string[];
  rows: BarRow[];
}) {
  const [first = '', ...numbers] = heads;
  const most = Math.max(1, ...rows.map((row) => row.bar));
  return (
    <div className={classes['scroll']}>
      <table className={classes['table']}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            <td className={classes['barCell']} />
            {numbers.map((head) => (
              <th key={head} scope="col" className={classes['number']}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.label}</th>
              <td className={classes['barCell']} aria-hidden>
                {row.bar > 0 && (
                  <div
                    className={classes['bar']}
                    style={{
                      width: `${(row.bar / most) * 100}%`,
                      ...(row.colour && { background: colourOf(row.colour) }),
                    }}
                  />
                )}
              </td>
              {row.cells.map((cell, i) => (
                // The cells of a row stand in the order of the heads.
                <td key={numbers[i]} className={classes['number']}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const colourOf = (colour: string): string =>
  colour.startsWith('#') ? colour : `var(--mantine-color-${colour}-6)`;
