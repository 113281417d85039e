import { MultiSelect, NativeSelect } from '@mantine/core';
import type { StageGrants } from '@relata/model';
import { useTranslation } from 'react-i18next';
import type { Stop } from '../../../fields/way.ts';
import classes from './roles.module.css';

/** To which stages records may be moved from here: any, or those that are named. */
export function LeadsTo({
  title,
  stops,
  grants,
  onChange,
}: {
  title: string;
  stops: Stop[];
  grants: StageGrants;
  onChange?: (grants: StageGrants) => void;
}) {
  const { t } = useTranslation('roles');
  const { to, ...rest } = grants;
  const names = stops.filter((stop) => to?.includes(stop.stage)).map((stop) => stop.title);
  if (!onChange)
    return (
      <span className={to ? classes['explicit'] : classes['inherited']}>
        {to ? names.join(', ') || t('limits.nowhere') : t('limits.anywhere')}
      </span>
    );
  return (
    <div className={classes['leads']}>
      <NativeSelect
        size="xs"
        className={to ? classes['explicit'] : classes['inherited']}
        aria-label={`${title}: ${t('limits.to')}`}
        value={to ? 'only' : 'any'}
        data={[
          { value: 'any', label: t('limits.anywhere') },
          { value: 'only', label: t('limits.only') },
        ]}
        onChange={(event) =>
          onChange(event.currentTarget.value === 'any' ? rest : { ...rest, to: [] })
        }
      />
      {to && (
        <MultiSelect
          size="xs"
          aria-label={`${title}: ${t('limits.only')}`}
          placeholder={names.length ? undefined : t('limits.nowhere')}
          data={stops.map((stop) => ({ value: stop.stage, label: stop.title }))}
          value={[...to].filter((id) => stops.some((stop) => stop.stage === id))}
          onChange={(chosen) => onChange({ ...rest, to: chosen })}
        />
      )}
    </div>
  );
}
