import { Button, Group, Text } from '@mantine/core';
import type { AnyRecord, DescribedObject, RelatedRecords } from '@relata/client';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import { useCatalog } from '../../data/catalog.ts';
import { client } from '../../data/client.ts';
import { queryClient } from '../../data/query-client.ts';
import { FieldCell, isEmpty, isWritable } from '../../fields/index.tsx';
import { RecordLink } from '../../fields/record-link.tsx';
import { askCreate } from '../forms/ask-create.ts';
import styles from './record.module.css';

/** Shown by the timeline, or as a tab of their own. */
const elsewhere = new Set(['notes', 'files']);

const useRelated = (object: DescribedObject, id: string) =>
  useQuery({
    queryKey: ['related', object.name, id],
    queryFn: async ({ signal }) =>
      (await client.related(object, id, signal)).filter(
        (relation) => !elsewhere.has(relation.name),
      ),
  });

/** What a relation is called on the page: the other object's name, unless the relation has one of its own. */
export function useRelationName(): (relation: Pick<RelatedRecords, 'object' | 'field'>) => string {
  const labels = useLabels();
  const catalog = useCatalog();
  return ({ object, field }) => {
    const holder = catalog.objects[object];
    return holder ? labels.relation(holder, field) : labels.object(object, 'many');
  };
}

/** Relations that have something to show, or to which a person may add. */
export function useShownRelations(object: DescribedObject, id: string): RelatedRecords[] {
  const { objects } = useCatalog();
  const { data = [] } = useRelated(object, id);
  return data.filter(({ object: holder, field, count }) => {
    const held = objects[holder]?.fields[field];
    return count > 0 || (held !== undefined && isWritable(held));
  });
}

const belongingTo = (ids: string[], isList: boolean) =>
  ids.length > 1 ? { [isList ? 'hasAny' : 'in']: ids } : { [isList ? 'has' : 'eq']: ids[0] };

interface Props {
  object: DescribedObject;
  record: AnyRecord;
  relation: RelatedRecords;
}

/** The first records of a relation, a way to add one, and the way to all of them. */
export function Related({ object, record, relation }: Props) {
  const { t } = useTranslation('record');
  const labels = useLabels();
  const target = useCatalog().objects[relation.object];
  const field = target?.fields[relation.field];
  if (!target || !field) return null;
  const shown = target.columns
    .filter((name) => name !== 'title' && name !== relation.field)
    .slice(0, 5);
  // Of those below it is said to which of them it belongs.
  if (relation.of) shown.unshift(relation.field);
  const reference =
    field.to === '*'
      ? { object: object.name, id: record.id }
      : { id: record.id, title: record.title };
  const add = async () => {
    const made = await askCreate({
      object: target.name,
      values: { [relation.field]: field.kind === 'links' ? [reference] : reference },
    });
    if (made)
      await queryClient.invalidateQueries({ queryKey: ['related', object.name, record.id] });
  };
  const filter = JSON.stringify({
    [relation.field]: belongingTo(relation.of ?? [record.id], field.kind === 'links'),
  });
  return (
    <>
      <Group justify="space-between" mb="xs">
        <Text size="sm" c="dimmed">
          {t(relation.countIsLowerBound ? 'related.atLeast' : 'related.count', {
            count: relation.count,
          })}
        </Text>
        {target.can.create ? (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={15} />}
            onClick={() => void add()}
          >
            {labels.object(target, 'new')}
          </Button>
        ) : null}
      </Group>
      <ul className={styles['list']}>
        {relation.records.map((one) => (
          <li key={one.id} className={styles['card']}>
            <Text size="sm" fw={600} component="span">
              <RecordLink
                object={target.name}
                reference={{ id: one.id, title: one.title || t('untitled') }}
              />
            </Text>
            <div className={styles['facts']}>
              {shown
                .filter((name) => !isEmpty(one[name]))
                .map((name) => (
                  <span key={name} title={labels.field(target, name)}>
                    <FieldCell object={target} name={name} value={one[name]} record={one} />
                  </span>
                ))}
            </div>
          </li>
        ))}
      </ul>
      {relation.records.length ? null : (
        <Text size="sm" c="dimmed" ta="center" py="lg">
          {t('related.none', { objects: labels.object(target, 'many') })}
        </Text>
      )}
      {relation.count > relation.records.length && target.place === 'main' ? (
        <Button
          mt="sm"
          size="compact-sm"
          variant="subtle"
          renderRoot={(props) => (
            <Link to="/$plural" params={{ plural: target.plural }} search={{ filter }} {...props} />
          )}
        >
          {t('related.all', { count: relation.count })}
        </Button>
      ) : null}
    </>
  );
}
