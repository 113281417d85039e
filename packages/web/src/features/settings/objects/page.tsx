import {
  ActionIcon,
  Badge,
  Button,
  Group,
  Stack,
  Text,
  Title,
  UnstyledButton,
} from '@mantine/core';
import type { ShapedObject } from '@relata/client';
import { shipped } from '@relata/model';
import { IconArrowDown, IconArrowUp, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { changeSetting } from '../../../data/change-setting.ts';
import { client } from '../../../data/client.ts';
import { queryClient } from '../../../data/query-client.ts';
import { sayProblem } from '../../../data/undo.ts';
import { LayoutDialog } from '../../../engine/layout/lazy.ts';
import { ObjectIcon } from '../../../ui/object-icon.tsx';
import { Grip, movedTo, useOrder } from '../../../ui/order.tsx';
import { ObjectForm } from './object-form.tsx';
import classes from './objects.module.css';
import { forgetObjects, objectsQuery, useExcluded } from './objects-data.ts';
import { RemovedObjects } from './removed-objects.tsx';
import { RemoveObject } from './remove-object.tsx';

/** What this workspace works with: ours and its own, in the order of the navigation. */
export function ObjectsPage() {
  const { t } = useTranslation('objects');
  const { data: objects = [] } = useQuery(objectsQuery);
  const [editing, setEditing] = useState<{ name: string | null } | null>(null);
  const [arranging, setArranging] = useState<string | null>(null);
  const [removing, setRemoving] = useState<ShapedObject | null>(null);
  const arranged = useCatalog().objects[arranging ?? ''];
  const edited = objects.find((one) => one.name === editing?.name) ?? null;

  const move = async (from: number, to: number) => {
    const name = objects[from]?.name ?? '';
    queryClient.setQueryData(objectsQuery.queryKey, movedTo(objects, from, to));
    await changeSetting(() => client.changeObject(name, { position: to }), t('moved')).catch(
      sayProblem,
    );
    await forgetObjects();
  };
  const order = useOrder(objects, (from, to) => void move(from, to));

  return (
    <Stack className={classes['page']} gap="md">
      <Title order={2}>{t('title')}</Title>
      <Text c="dimmed">{t('intro')}</Text>
      <Button
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => setEditing({ name: null })}
      >
        {t('add')}
      </Button>
      <ul className={classes['list']} aria-label={t('title')} {...order.list}>
        {order.shown.map((object, at) => (
          <li key={object.name} data-off={object.off || undefined} {...order.line(at)}>
            <Grip {...order.grip(at)} />
            <ObjectIcon name={object.icon} size={20} />
            <Line object={object} onOpen={() => setEditing({ name: object.name })} />
            <Arrows
              object={object}
              isFirst={at === 0}
              isLast={at === objects.length - 1}
              onMove={(by) => order.move(at, at + by)}
            />
          </li>
        ))}
      </ul>
      <RemovedObjects />
      {editing && (editing.name === null || edited) ? (
        <ObjectForm
          key={editing.name}
          object={edited}
          onLayout={() => {
            setArranging(editing.name);
            setEditing(null);
          }}
          onRemove={() => setRemoving(edited)}
          onClose={() => setEditing(null)}
        />
      ) : null}
      {arranged ? (
        <Suspense fallback={null}>
          <LayoutDialog object={arranged} onClose={() => setArranging(null)} />
        </Suspense>
      ) : null}
      {removing ? (
        <RemoveObject
          object={removing}
          onClose={(isGone) => {
            setRemoving(null);
            if (isGone) setEditing(null);
          }}
        />
      ) : null}
    </Stack>
  );
}

/** Its name, what it is called in the API, and who sees nothing of it. */
function Line({ object, onOpen }: { object: ShapedObject; onOpen: () => void }) {
  const { t } = useTranslation('objects');
  const labels = useLabels();
  const format = useFormat();
  const excluded = useExcluded()(object.name);
  const ours = shipped.objects[object.name];
  const title = labels.object(object, 'many');
  const shippedTitle = labels.object(object.name, 'many');
  return (
    <div>
      <UnstyledButton className={classes['open'] ?? ''} onClick={onOpen}>
        {title}
      </UnstyledButton>{' '}
      {object.custom ? (
        <Badge size="xs" variant="light" tt="none">
          {t('own')}
        </Badge>
      ) : null}
      {object.off ? (
        <Badge size="xs" variant="light" color="gray" tt="none">
          {t('off')}
        </Badge>
      ) : null}
      <div className={classes['hint']}>
        {object.plural}
        {ours && title !== shippedTitle ? ` · ${t('usually', { object: shippedTitle })}` : ''}
        {' · '}
        {object.off
          ? t('nobody')
          : excluded.length
            ? t('notFor', { roles: format.list(excluded) })
            : t('forAll')}
      </div>
    </div>
  );
}

interface ArrowsProps {
  object: ShapedObject;
  isFirst: boolean;
  isLast: boolean;
  onMove: (by: 1 | -1) => void;
}

function Arrows({ object, isFirst, isLast, onMove }: ArrowsProps) {
  const { t } = useTranslation('objects');
  const title = useLabels().object(object, 'many');
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon
        size={28}
        aria-label={t('up', { object: title })}
        disabled={isFirst}
        onClick={() => onMove(-1)}
      >
        <IconArrowUp size={16} />
      </ActionIcon>
      <ActionIcon
        size={28}
        aria-label={t('down', { object: title })}
        disabled={isLast}
        onClick={() => onMove(1)}
      >
        <IconArrowDown size={16} />
      </ActionIcon>
    </Group>
  );
}
