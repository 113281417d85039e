import type { ContactPoint } from '@relata/model';
import { FieldCell } from '../../../fields/index.tsx';
import { usePointLabel } from '../../../fields/reading.tsx';
import classes from './check.module.css';
import type { Place } from './preview-cells.ts';

/** A value as it will be kept. Addresses and numbers are no links yet: nobody is there to write to. */
export function PreviewValue({ place, value }: { place: Place | undefined; value: unknown }) {
  if (value === undefined || !place) return null;
  const { holder, name } = place;
  const kind = holder.fields[name]?.kind;
  if (kind === 'emails' || kind === 'phones' || kind === 'urls') return <Points value={value} />;
  const isText = typeof value === 'string';
  return (
    <div
      className={classes['value']}
      data-text={isText || undefined}
      title={isText ? value : undefined}
    >
      <FieldCell
        object={holder}
        name={name}
        value={value}
        full={kind === 'tags' || kind === 'multiSelect'}
      />
    </div>
  );
}

function Points({ value }: { value: unknown }) {
  const pointLabel = usePointLabel();
  const points = Array.isArray(value) ? value.filter(isPoint) : [];
  return (
    <ul className={classes['points']}>
      {points.map((point) => (
        <li key={point.value}>
          {point.value}
          {point.label && <span> {pointLabel(point.label)}</span>}
        </li>
      ))}
    </ul>
  );
}

const isPoint = (one: unknown): one is ContactPoint =>
  typeof one === 'object' && one !== null && 'value' in one && typeof one.value === 'string';
