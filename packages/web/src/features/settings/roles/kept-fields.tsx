import { ActionIcon, NativeSelect, Select, Text } from '@mantine/core';
import { type FieldRight, mustBeSeen, objectsForAll, type Role } from '@relata/model';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { useCatalog } from '../../../data/catalog.ts';
import classes from './roles.module.css';

interface Props {
  fields: NonNullable<Role['fields']>;
  onChange?: (fields: Record<string, FieldRight>) => void;
}

/** Fields that a role hides, or shows without letting them be changed. */
export function KeptFields({ fields, onChange }: Props) {
  const { t } = useTranslation('roles');
  const labels = useLabels();
  const catalog = useCatalog();
  const { objects } = catalog;
  const nameOf = (path: string) => {
    const [name = '', field = ''] = path.split('.');
    const object = objects[name];
    return object ? `${labels.object(object, 'many')}: ${labels.field(object, field)}` : path;
  };
  const free = objectsForAll(catalog).flatMap((object) => {
    const { name } = object;
    return Object.keys(object.fields)
      .filter((field) => !mustBeSeen(object, field) && !Object.hasOwn(fields, `${name}.${field}`))
      .map((field) => ({ value: `${name}.${field}`, label: nameOf(`${name}.${field}`) }));
  });
  return (
    <>
      {Object.keys(fields).length === 0 && <Text c="dimmed">{t('noFields')}</Text>}
      {Object.entries(fields).map(([path, right]) => (
        <div key={path} className={classes['fields']}>
          <Text size="sm">{nameOf(path)}</Text>
          <NativeSelect
            size="xs"
            aria-label={nameOf(path)}
            disabled={!onChange}
            value={right}
            data={(['hidden', 'read'] as const).map((value) => ({
              value,
              label: t(`field.${value}`),
            }))}
            onChange={(event) =>
              onChange?.({
                ...fields,
                [path]: event.currentTarget.value === 'hidden' ? 'hidden' : 'read',
              })
            }
          />
          <ActionIcon
            disabled={!onChange}
            aria-label={t('openField', { field: nameOf(path) })}
            onClick={() =>
              onChange?.(
                Object.fromEntries(Object.entries(fields).filter(([other]) => other !== path)),
              )
            }
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      {onChange && (
        <Select
          aria-label={t('keepField')}
          placeholder={t('keepField')}
          data={free}
          value={null}
          searchable
          maw={400}
          onChange={(path) => path && onChange({ ...fields, [path]: 'hidden' })}
        />
      )}
    </>
  );
}
