import type { DescribedObject } from '@relata/client';
import { grantsIn, type Limits, placedVerbs, type Role } from '@relata/model';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { useWays } from '../../../fields/way.ts';
import { LimitsRow } from './limits-row.tsx';
import classes from './roles.module.css';

interface Props {
  object: DescribedObject;
  role: Role;
  compared: Role | null;
  /** Missing: the role is only shown. */
  onChange?: (limits: NonNullable<Role['limits']>) => void;
}

const nothing: Limits = { pipelines: {}, stages: {} };

/** What a role may do otherwise in single pipelines and stages, and where a stage leads. Grey: as it is above. */
export function RoleLimits({ object, role, compared, onChange }: Props) {
  const { t } = useTranslation('roles');
  const labels = useLabels();
  const ways = useWays(object);
  const limits = role.limits?.[object.name] ?? nothing;
  const others = compared?.limits?.[object.name];
  const count = [...Object.values(limits.pipelines), ...Object.values(limits.stages)].filter(
    (grants) => Object.keys(grants).length,
  ).length;
  if (!onChange && !count && !others) return null;
  const set = (next: Partial<Limits>) =>
    onChange?.({ ...role.limits, [object.name]: { ...limits, ...next } });
  const stops = ways.flatMap((way) => way.stops);
  const title = t('limits.of', { objects: labels.object(object, 'many') });
  return (
    <details className={classes['limits']}>
      <summary>
        {title}
        {count ? ` (${count})` : ''}
      </summary>
      <p className={classes['hint']}>{t('limits.hint')}</p>
      <div className={classes['scroll']} role="region" aria-label={title} tabIndex={0}>
        <table className={classes['matrix']}>
          <thead>
            <tr>
              <th scope="col">{t('limits.place')}</th>
              <th scope="col">{t('limits.to')}</th>
              {placedVerbs.map((verb) => (
                <th key={verb} scope="col">
                  {t(verb === 'create' ? 'limits.put' : `verbs.${verb}`)}
                </th>
              ))}
            </tr>
          </thead>
          {ways.map((way) => (
            <tbody key={way.id ?? ''}>
              {way.id === null ? null : (
                <LimitsRow
                  title={way.title}
                  inherited={grantsIn(role, object.name)}
                  grants={limits.pipelines[way.id] ?? {}}
                  other={others && (others.pipelines[way.id] ?? {})}
                  {...(onChange && {
                    onChange: (grants) =>
                      set({ pipelines: { ...limits.pipelines, [way.id ?? '']: grants } }),
                  })}
                />
              )}
              {way.stops.map((stop) => (
                <LimitsRow
                  key={stop.stage}
                  title={stop.title}
                  inherited={{
                    ...grantsIn(role, object.name),
                    ...limits.pipelines[way.id ?? ''],
                  }}
                  stops={stops.filter((one) => one.stage !== stop.stage)}
                  grants={limits.stages[stop.stage] ?? {}}
                  other={others && (others.stages[stop.stage] ?? {})}
                  {...(onChange && {
                    onChange: (grants) =>
                      set({ stages: { ...limits.stages, [stop.stage]: grants } }),
                  })}
                />
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </details>
  );
}
