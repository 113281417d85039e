import { NativeSelect } from '@mantine/core';
import {
  type PlacedGrants,
  type PlacedVerb,
  placedVerbs,
  reaches,
  type StageGrants,
} from '@relata/model';
import { useTranslation } from 'react-i18next';
import type { Stop } from '../../../fields/way.ts';
import { LeadsTo } from './leads-to.tsx';
import classes from './roles.module.css';

interface Props {
  title: string;
  grants: StageGrants;
  /** What counts where nothing is said here. */
  inherited: PlacedGrants;
  /** The same of the role that is compared. */
  other: StageGrants | undefined;
  /** Of a stage: all to which it may lead. */
  stops?: Stop[];
  /** Missing: it is only shown. */
  onChange?: (grants: StageGrants) => void;
}

/** What a role may do in one pipeline or stage. */
export function LimitsRow({ title, grants, inherited, other, stops, onChange }: Props) {
  const { t } = useTranslation('roles');
  const say = (value: PlacedGrants[PlacedVerb]) =>
    typeof value === 'boolean' ? t(value ? 'yes' : 'limits.no') : t(`reach.${value}`);
  const set = (verb: PlacedVerb, chosen: string) => {
    const { [verb]: _gone, ...rest } = grants;
    const value = chosen === 'true' || (chosen === 'false' ? false : chosen);
    onChange?.(chosen ? { ...rest, [verb]: value } : rest);
  };
  const differs = (one: unknown, two: unknown) =>
    (other && JSON.stringify(one) !== JSON.stringify(two)) || undefined;
  return (
    <tr>
      <th scope="row" data-stage={stops !== undefined || undefined}>
        {title}
      </th>
      <td data-differs={differs(grants.to, other?.to)}>
        {stops && <LeadsTo {...{ title, stops, grants }} {...(onChange && { onChange })} />}
      </td>
      {placedVerbs.map((verb) => {
        const value = grants[verb];
        const isPlain = typeof inherited[verb] === 'boolean';
        const choices = isPlain ? [true, false] : reaches;
        const usual = t('limits.inherited', { value: say(inherited[verb]) });
        return (
          <td key={verb} data-differs={differs(value, other?.[verb])}>
            {onChange ? (
              <NativeSelect
                size="xs"
                className={value === undefined ? classes['inherited'] : classes['explicit']}
                aria-label={`${title}: ${t(verb === 'create' ? 'limits.put' : `verbs.${verb}`)}`}
                value={value === undefined ? '' : String(value)}
                data={[
                  { value: '', label: usual },
                  ...choices.map((one) => ({ value: String(one), label: say(one) })),
                ]}
                onChange={(event) => set(verb, event.currentTarget.value)}
              />
            ) : (
              <span className={value === undefined ? classes['inherited'] : classes['explicit']}>
                {value === undefined ? usual : say(value)}
              </span>
            )}
            {differs(value, other?.[verb]) && (
              <span className={classes['other']}>
                {other?.[verb] === undefined ? t('limits.none') : say(other[verb])}
              </span>
            )}
          </td>
        );
      })}
    </tr>
  );
}
