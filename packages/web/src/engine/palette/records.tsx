import { Text } from '@mantine/core';
import { Spotlight } from '@mantine/spotlight';
import type { Found } from '@relata/client';
import { useNavigate } from '@tanstack/react-router';
import { useLabels } from '../../app/language.ts';
import { useCatalog } from '../../data/catalog.ts';
import { Face } from '../../fields/face.tsx';
import { ObjectIcon } from '../../ui/object-icon.tsx';
import classes from './palette.module.css';

interface Props {
  label?: string;
  records: readonly Found[];
}

/** Records that were found, each a step away. */
export function Records({ label, records }: Props) {
  const labels = useLabels();
  const catalog = useCatalog();
  const navigate = useNavigate();
  if (!records.length) return null;
  const list = records.map((one) => {
    const object = catalog.objects[one.object];
    const at = one.about ?? one;
    const page = catalog.objects[at.object];
    if (!object || !page) return null;
    return (
      <Spotlight.Action
        className={classes['action'] ?? ''}
        key={`${one.object}/${one.id}`}
        leftSection={
          one.object === 'person' ? <Face title={one.title} /> : <ObjectIcon name={object.icon} />
        }
        label={one.title}
        description={one.about?.title ?? one.subtitle ?? labels.object(object, 'one')}
        rightSection={
          <Text size="xs" c="dimmed">
            {labels.object(object, 'one')}
          </Text>
        }
        onClick={() =>
          void navigate({
            to: '/$plural/$id',
            params: { plural: page.plural, id: at.id },
            search: one.about ? { tab: 'timeline', entry: one.id } : {},
          })
        }
      />
    );
  });
  // The library gives a group a heading, whether it has one or not.
  return label ? <Spotlight.ActionsGroup label={label}>{list}</Spotlight.ActionsGroup> : list;
}
