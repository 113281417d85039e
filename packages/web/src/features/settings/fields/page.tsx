import {
  Badge,
  Button,
  Group,
  Select,
  Stack,
  Table,
  Text,
  Title,
  UnstyledButton,
} from '@mantine/core';
import type { DescribedObject, ShapedField } from '@relata/client';
import { type Field, unshaped } from '@relata/model';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { fieldsInOrder } from '../../../engine/collection/state/field-order.ts';
import { useSmallList } from '../../../fields/titles.ts';
import { useRoles } from '../people/people-data.ts';
import { FieldForm } from './field-form.tsx';
import { shapedFieldsQuery } from './fields-data.ts';
import classes from './fields.module.css';
import { RemoveQuestion } from './remove-question.tsx';

/** Fields of each object, ours and the workspace's own: what they are called, demand, and who sees them. */
export function FieldsPage() {
  const { t } = useTranslation('shape');
  const labels = useLabels();
  const catalog = useCatalog();
  const { data: shapes = [] } = useQuery(shapedFieldsQuery);
  const [editing, setEditing] = useState<{ name: string | null } | null>(null);
  const [removing, setRemoving] = useState<string | null>(null);
  const objects = Object.values(catalog.objects).filter(
    (one) => one.writtenBy !== 'system' && one.can.update && one.name !== 'view',
  );
  const { open: chosen } = useSearch({ from: '/inside/settings/$page' });
  const navigate = useNavigate({ from: '/settings/$page' });
  const object =
    objects.find((one) => one.name === chosen) ??
    objects.find((one) => one.name === 'deal') ??
    objects[0];
  if (!object) return null;
  const shapeOf = (name: string) => shapes.find((one) => one.id === `${object.name}.${name}`);
  const names = shapeableFields(object);
  const mayRemove = (name: string) => shapeOf(name) !== undefined;

  return (
    <Stack className={classes['page']} gap="md">
      <Title order={2}>{t('title')}</Title>
      <Text c="dimmed">{t('intro')}</Text>
      <Group justify="space-between" align="end">
        <Select
          label={t('object')}
          data={objects.map((one) => ({ value: one.name, label: labels.object(one, 'many') }))}
          value={object.name}
          allowDeselect={false}
          searchable
          onChange={(name) => name && void navigate({ search: { open: name }, replace: true })}
        />
        <Button
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setEditing({ name: null })}
        >
          {t('add')}
        </Button>
      </Group>
      {/* Nothing but buttons in it: a keyboard scrolls the box itself. */}
      <div className={classes['scroll']} role="group" aria-label={t('title')} tabIndex={0}>
        <Table verticalSpacing="xs" aria-label={t('title')} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('label')}</Table.Th>
              <Table.Th>{t('kind')}</Table.Th>
              <Table.Th>{t('required')}</Table.Th>
              <Table.Th>{t('seenBy')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {names.map((name) => (
              <Row
                key={name}
                object={object}
                name={name}
                shape={shapeOf(name)}
                onOpen={() => setEditing({ name })}
              />
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {editing ? (
        <FieldForm
          key={`${object.name}.${editing.name}`}
          object={object}
          name={editing.name}
          shape={editing.name === null ? undefined : shapeOf(editing.name)}
          onClose={() => setEditing(null)}
          onRemove={
            editing.name !== null && mayRemove(editing.name)
              ? () => setRemoving(editing.name)
              : undefined
          }
        />
      ) : null}
      {removing ? (
        <RemoveQuestion
          object={object}
          name={removing}
          onClose={(isGone) => {
            setRemoving(null);
            if (isGone) setEditing(null);
          }}
        />
      ) : null}
    </Stack>
  );
}

/** In the order of the pages; without what is only for machines. */
const shapeableFields = (object: DescribedObject): string[] =>
  fieldsInOrder(object).filter((name) => name !== 'id' && name !== 'version' && name !== 'title');

interface RowProps {
  object: DescribedObject;
  name: string;
  shape: ShapedField | undefined;
  onOpen: () => void;
}

function Row({ object, name, shape, onOpen }: RowProps) {
  const { t } = useTranslation('shape');
  const labels = useLabels();
  const format = useFormat();
  const audience = useNames();
  const field = object.fields[name];
  if (!field) return null;
  const seenBy = (shape?.seenBy ?? []).map(audience);
  return (
    <Table.Tr>
      <Table.Td>
        <UnstyledButton className={classes['open'] ?? ''} onClick={onOpen}>
          {labels.field(object, name)}
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
