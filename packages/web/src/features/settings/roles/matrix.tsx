import { Checkbox, NativeSelect } from '@mantine/core';
import {
  grantsIn,
  type Grants,
  objectsForAll,
  plainVerbs,
  type Reach,
  reaches,
  reachingVerbs,
  type Role,
} from '@relata/model';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { useCatalog } from '../../../data/catalog.ts';
import classes from './roles.module.css';

interface Props {
  role: Role;
  /** Cells that differ from it are marked, and say how it has them. */
  compared: Role | null;
  /** Missing: the role is only shown. */
  onChange?: (objects: Role['objects']) => void;
}

/** What a role may do with which records: a row for each object, a column for each right. */
export function Matrix({ role, compared, onChange }: Props) {
  const { t } = useTranslation('roles');
  const labels = useLabels();
  const catalog = useCatalog();
  const nameOf = (object: string) => {
    const known = catalog.objects[object];
    return known ? labels.object(known, 'many') : t('others');
  };
  /** Objects with rights of their own; the first row counts for all others. */
  const rows = ['*', ...objectsForAll(catalog).map((object) => object.name)];
  const set = (object: string, changes: Partial<Grants>) =>
    onChange?.({ ...role.objects, [object]: { ...grantsIn(role, object), ...changes } });

  return (
    <div className={classes['scroll']} role="region" aria-label={t('rights')} tabIndex={0}>
      <table className={classes['matrix']}>
        <thead>
          <tr>
            <th scope="col">{t('object')}</th>
            {[...reachingVerbs, ...plainVerbs].map((verb) => (
              <th key={verb} scope="col">
                {t(`verbs.${verb}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((object) => {
            const grants = grantsIn(role, object);
            const other = compared && grantsIn(compared, object);
            const says = (verb: keyof Grants) => `${nameOf(object)}: ${t(`verbs.${verb}`)}`;
            return (
              <tr key={object}>
                <th scope="row">{nameOf(object)}</th>
                {reachingVerbs.map((verb) => (
                  <td key={verb} data-differs={differs(other?.[verb], grants[verb])}>
                    {onChange ? (
                      <NativeSelect
                        size="xs"
                        aria-label={says(verb)}
                        value={grants[verb]}
                        data={reaches.map((value) => ({ value, label: t(`reach.${value}`) }))}
                        onChange={(event) => {
                          const chosen = reaches.find((one) => one === event.currentTarget.value);
                          if (chosen) set(object, { [verb]: chosen satisfies Reach });
                        }}
                      />
                    ) : (
                      t(`reach.${grants[verb]}`)
                    )}
                    {differs(other?.[verb], grants[verb]) && other && (
                      <span className={classes['other']}>{t(`reach.${other[verb]}`)}</span>
                    )}
                  </td>
                ))}
                {plainVerbs.map((verb) => (
                  <td key={verb} data-differs={differs(other?.[verb], grants[verb])}>
                    {onChange ? (
                      <Checkbox
                        aria-label={says(verb)}
                        checked={grants[verb]}
                        onChange={(event) => set(object, { [verb]: event.currentTarget.checked })}
                      />
                    ) : (
                      t(grants[verb] ? 'yes' : 'no')
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const differs = (other: unknown, own: unknown): true | undefined =>
  other !== undefined && other !== null && other !== own ? true : undefined;
