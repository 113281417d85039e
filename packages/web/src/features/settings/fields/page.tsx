import { Button, Group, Select, Stack, Table, Text, Title } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { changeSetting } from '../../../data/change-setting.ts';
import { client } from '../../../data/client.ts';
import { sayProblem } from '../../../data/undo.ts';
import { fieldsInOrder } from '../../../engine/collection/state/field-order.ts';
import { FieldForm } from './field-form.tsx';
import { FieldLine } from './field-line.tsx';
import { forgetFields, shapedFieldsQuery } from './fields-data.ts';
import classes from './fields.module.css';
import { RemoveQuestion } from './remove-question.tsx';

/** Fields of each object, ours and the workspace's own: what they are called, demand, and who sees them. */
export function FieldsPage() {
  const { t } = useTranslation('shape');
  const labels = useLabels();
  const catalog = useCatalog();
  const { data: shapes = [] } = useQuery(shapedFieldsQuery);
  const [editing, setEditing] = useState<{ name: string | null } | null>(null);
  /** The field that has just been added: it is shown, and the keyboard goes on at it. */
  const [added, setAdded] = useState<string | null>(null);
  const [dragged, setDragged] = useState<Dragged | null>(null);
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
  // Shown once: whoever comes back to the object later begins at its top.
  if (added && !added.startsWith(`${object.name}.`)) setAdded(null);
  const shapeOf = (name: string) => shapes.find((one) => one.id === `${object.name}.${name}`);
  const groups = groupsOf(object);
  const shown = dragged ? withMoved(groups, dragged) : groups;
  // What only the engine or settings work with has no pages to be put in order.
  const mayOrder = object.place === 'main' || object.table !== undefined;
  const move = async (wanted: Dragged) => {
    const fieldOrder = withMoved(groups, wanted).flatMap((group) =>
      group.section === null ? [] : group.names,
    );
    const change = async () => {
      await client.changeObject(object.name, { fieldOrder });
      await forgetFields();
    };
    await changeSetting(change, t('moved')).catch(sayProblem);
  };
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
              <Table.Th>{t('order')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({ section, names }) => (
              <Fragment key={section ?? ''}>
                <Table.Tr className={classes['section'] ?? ''}>
                  <Table.Th colSpan={5} scope="rowgroup">
                    {section === null
                      ? t('otherFields')
                      : labels.section(
                          object.sections.find(({ name }) => name === section) ?? { name: section },
                        )}
                  </Table.Th>
                </Table.Tr>
                {names.map((name, at) => (
                  <FieldLine
                    key={name}
                    object={object}
                    name={name}
                    shape={shapeOf(name)}
                    isDragged={dragged?.name === name}
                    isAdded={added === `${object.name}.${name}`}
                    onOpen={() => setEditing({ name })}
                    moving={
                      section === null || !mayOrder
                        ? null
                        : {
                            isFirst: at === 0,
                            isLast: at === names.length - 1,
                            by: (steps) => void move({ section, name, to: at + steps }),
                            begin: () => setDragged({ section, name, to: at }),
                            // Only within its section; into another one it goes by its form.
                            over: () =>
                              dragged?.section === section &&
                              dragged.to !== at &&
                              setDragged({ ...dragged, to: at }),
                            end: () => {
                              if (dragged) void move(dragged);
                              setDragged(null);
                            },
                          }
                    }
                  />
                ))}
              </Fragment>
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
          onAdded={(name) => setAdded(`${object.name}.${name}`)}
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

/** A field on its way to another place in its section. */
interface Dragged {
  section: string;
  name: string;
  to: number;
}

interface FieldGroup {
  /** Null: on no page, and in no order of its own. */
  section: string | null;
  names: string[];
}

const forMachines = new Set(['id', 'version', 'title']);

/** In the order of the pages, by section; without what is only for machines. */
function groupsOf(object: DescribedObject): FieldGroup[] {
  const names = fieldsInOrder(object).filter((name) => !forMachines.has(name));
  const placed = object.sections.map(({ name: section, fields }): FieldGroup => ({
    section,
    names: fields.filter((name) => names.includes(name)),
  }));
  const known = new Set(placed.flatMap((group) => group.names));
  const others = { section: null, names: names.filter((name) => !known.has(name)) };
  return [...placed, others].filter((group) => group.names.length > 0);
}

const withMoved = (groups: readonly FieldGroup[], { section, name, to }: Dragged): FieldGroup[] =>
  groups.map((group) =>
    group.section === section
      ? { section, names: group.names.filter((one) => one !== name).toSpliced(to, 0, name) }
      : group,
  );
