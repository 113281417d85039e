import { ActionIcon, Badge, Group, Table, UnstyledButton } from '@mantine/core';
import type { DescribedObject, ShapedField } from '@relata/client';
import { type Field, unshaped } from '@relata/model';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { useSmallList } from '../../../fields/titles.ts';
import { Grip } from '../../../ui/order.tsx';
import { useRoles } from '../people/people-data.ts';
import classes from './fields.module.css';

interface Props {
  object: DescribedObject;
  name: string;
  shape: ShapedField | undefined;
  isDragged: boolean;
  /** It has just been added: it comes into sight, and the keyboard goes on here. */
  isAdded: boolean;
  onOpen: () => void;
  /** How it gets to another place; null: its place is not asked. */
  moving: {
    isFirst: boolean;
    isLast: boolean;
    by: (steps: 1 | -1) => void;
    begin: () => void;
    over: () => void;
    end: () => void;
  } | null;
}

/** One field: what it is called, holds and demands, who sees it, and its place: dragged, or with the arrows. */
export function FieldLine({ object, name, shape, isDragged, isAdded, onOpen, moving }: Props) {
  const { t } = useTranslation('shape');
  const labels = useLabels();
  const format = useFormat();
  const audience = useNames();
  const opening = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isAdded) return;
    opening.current?.scrollIntoView({ block: 'center' });
    opening.current?.focus({ preventScroll: true });
  }, [isAdded]);
  const field = object.fields[name];
  if (!field) return null;
  const label = labels.field(object, name);
  const seenBy = (shape?.seenBy ?? []).map(audience);
  return (
    <Table.Tr
      data-dragged={isDragged || undefined}
      data-added={isAdded || undefined}
      onDragOver={(event) => {
        if (!moving) return;
        event.preventDefault();
        moving.over();
      }}
    >
      <Table.Td>
        <UnstyledButton ref={opening} className={classes['open'] ?? ''} onClick={onOpen}>
          {label}
        </UnstyledButton>{' '}
        {field.custom ? (
          <Badge size="xs" variant="light" tt="none">
            {t('own')}
          </Badge>
        ) : shape ? (
          <Badge size="xs" variant="light" color="gray" tt="none">
            {t('shaped')}
          </Badge>
        ) : null}
        <div className={classes['hint']}>{name}</div>
      </Table.Td>
      <Table.Td>
        {field.formula === undefined
          ? t(`kinds.${field.kind}`)
          : t('formulaOf', { kind: t(`kinds.${field.kind}`) })}
      </Table.Td>
      <Table.Td>{t(`requirement.${requirementIn(object, name, field, shape)}`)}</Table.Td>
      <Table.Td>{seenBy.length ? format.list(seenBy) : t('everybody')}</Table.Td>
      <Table.Td>
        {moving ? (
          <Group gap={2} wrap="nowrap">
            <ActionIcon
              size={28}
              aria-label={t('fieldUp', { field: label })}
              disabled={moving.isFirst}
              onClick={() => moving.by(-1)}
            >
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon
              size={28}
              aria-label={t('fieldDown', { field: label })}
              disabled={moving.isLast}
              onClick={() => moving.by(1)}
            >
              <IconArrowDown size={16} />
            </ActionIcon>
            <Grip
              onDragStart={(event) => {
                event.dataTransfer.effectAllowed = 'move';
                moving.begin();
              }}
              onDragEnd={moving.end}
            />
          </Group>
        ) : null}
      </Table.Td>
    </Table.Tr>
  );
}

function requirementIn(
  object: DescribedObject,
  name: string,
  field: Field,
  shape: ShapedField | undefined,
) {
  const ours = field.custom ? undefined : unshaped(object).fields[name];
  if (ours?.required || shape?.required) return 'always';
  if (shape?.requiredFrom) return 'from';
  return shape?.requiredWhen ? 'when' : 'no';
}

/** What people, teams and roles are called. */
function useNames(): (id: string) => string {
  const roles = useRoles();
  const teams = useSmallList('team');
  const people = useSmallList('user');
  const known = new Map([
    ...roles.map((one) => [one.value, one.label] as const),
    ...[...teams, ...people].map((one) => [one.id, one.title] as const),
  ]);
  return (id) => known.get(id) ?? '–';
}
