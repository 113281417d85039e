import { ActionIcon, Button, Group as Row, Select, Stack, Text } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { use, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Filter } from '@relata/model';
import { kinds } from '@relata/model';
import { useLabels } from '../../../app/language.ts';
import { described, type DescribedCatalog, useCatalog } from '../../../data/catalog.ts';
import classes from './filter.module.css';
import { FieldSelect, OwnFieldsOnly } from './field-select.tsx';
import { Operand } from './operand.tsx';
import { RelatedHead, RelatedSelect } from './related.tsx';
import {
  askableAt,
  behind,
  emptyGroup,
  firstOperator,
  type Group,
  type Line,
  type Member,
  operandFor,
  operatorsFor,
  toFilter,
  toTree,
} from './tree.ts';

interface Props {
  object: DescribedObject;
  filter: Filter;
  /** A field to begin a condition with. */
  start: string | null;
  onChange: (filter: Filter) => void;
}

/** Builds any filter of the language: conditions and groups of them, each shown in words. Every change takes effect at once. */
export function FilterBuilder({ object, filter, start, onChange }: Props) {
  const catalog = useCatalog();
  const [tree, setTree] = useState<Group>(() => {
    const known = toTree(filter);
    return { ...known, members: [...known.members, ...newLine(catalog, object, start)] };
  });
  const given = JSON.stringify(filter);
  const told = useRef(given);

  // Changed from elsewhere: a chip was taken away, another view chosen.
  useEffect(() => {
    if (told.current === given) return;
    told.current = given;
    setTree(toTree(filter));
    // oxlint-disable-next-line react/exhaustive-deps
  }, [given]);

  const change = (next: Group) => {
    setTree(next);
    const asked = toFilter(next);
    told.current = JSON.stringify(asked);
    if (told.current !== given) onChange(asked);
  };
  return <GroupEditor object={object} group={tree} depth={0} onChange={change} />;
}

function newLine(catalog: DescribedCatalog, object: DescribedObject, path: string | null): Line[] {
  const field = path ? askableAt(catalog, object, path)?.field : undefined;
  return path && field
    ? [{ type: 'line', path, operator: firstOperator(field), operand: undefined }]
    : [];
}

interface GroupProps {
  object: DescribedObject;
  group: Group;
  depth: number;
  isBegun?: boolean;
  onChange: (group: Group) => void;
  onRemove?: () => void;
}

function GroupEditor(props: GroupProps) {
  const { object: from, group, depth, isBegun = false, onChange, onRemove } = props;
  const { t } = useTranslation('collection');
  const catalog = useCatalog();
  const isOwnOnly = use(OwnFieldsOnly);
  const isOfRelated = group.of !== undefined;
  const target = group.of === undefined ? undefined : behind(catalog, from, group.of);
  const object = target ? described(catalog, target.name) : from;
  const [adds, setAdds] = useState<'field' | 'related' | null>(
    group.members.length === 0 && !isOfRelated ? 'field' : null,
  );
  /** Place of the group of related records that has just been added: the keyboard goes on in it. */
  const [begun, setBegun] = useState<number | null>(null);
  const replace = (at: number, member: Member) =>
    onChange({ ...group, members: group.members.with(at, member) });
  const remove = (at: number) => {
    setBegun(null);
    onChange({ ...group, members: group.members.filter((_, number) => number !== at) });
  };
  const add = (...members: Member[]) =>
    onChange({ ...group, members: [...group.members, ...members] });
  const join = group.isNot && !isOfRelated ? (group.join === 'or' ? 'none' : 'notAll') : group.join;

  return (
    <Stack gap={6} className={depth ? classes['group'] : undefined}>
      {group.of !== undefined && (
        <RelatedHead
          object={from}
          group={group}
          of={group.of}
          autoFocus={isBegun}
          onChange={onChange}
          onRemove={onRemove}
        />
      )}
      {(group.members.length > 1 || (!isOfRelated && (depth > 0 || group.isNot))) && (
        <Row gap={6} wrap="nowrap">
          <Text size="xs" c="dimmed">
            {t('filter.match')}
          </Text>
          <Select
            size="xs"
            w={200}
            aria-label={t('filter.match')}
            allowDeselect={false}
            data={(['and', 'or', 'none', 'notAll'] as const)
              .filter((value) => (isOfRelated ? value === 'and' || value === 'or' : true))
              .filter((value) => value !== 'notAll' || join === 'notAll')
              .map((value) => ({ value, label: t(`filter.join.${value}`) }))}
            value={join}
            onChange={(value) =>
              onChange({
                ...group,
                join: value === 'or' || value === 'none' ? 'or' : 'and',
                isNot: isOfRelated ? group.isNot : value === 'none' || value === 'notAll',
              })
            }
          />
          {onRemove && !isOfRelated && (
            <ActionIcon size={28} aria-label={t('filter.removeGroup')} onClick={onRemove} ml="auto">
              <IconTrash size={16} />
            </ActionIcon>
          )}
        </Row>
      )}
      {group.members.map((member, at) =>
        member.type === 'group' ? (
          <GroupEditor
            key={at}
            object={object}
            group={member}
            depth={depth + 1}
            isBegun={at === begun}
            onChange={(next) => replace(at, next)}
            onRemove={() => remove(at)}
          />
        ) : (
          <LineEditor
            key={`${at} ${member.path}`}
            object={object}
            line={member}
            onChange={(next) => replace(at, next)}
            onRemove={() => remove(at)}
          />
        ),
      )}
      {adds === 'field' && (
        <div className={classes['line']}>
          <FieldSelect
            object={object}
            value={null}
            autoFocus
            onChange={(path) => {
              setAdds(null);
              add(...newLine(catalog, object, path));
            }}
          />
        </div>
      )}
      {adds === 'related' && (
        <div className={classes['line']}>
          <RelatedSelect
            object={object}
            onChange={(of) => {
              setAdds(null);
              setBegun(group.members.length);
              add({ ...emptyGroup(), of });
            }}
          />
        </div>
      )}
      <Row gap={4}>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setAdds('field')}
        >
          {t('filter.add')}
        </Button>
        {depth < 2 && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => add(emptyGroup(group.join === 'and' ? 'or' : 'and'))}
          >
            {t('filter.addGroup')}
          </Button>
        )}
        {depth < 3 && !isOwnOnly && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setAdds('related')}
          >
            {t('filter.addRelated')}
          </Button>
        )}
      </Row>
    </Stack>
  );
}

function LineEditor({
  object,
  line,
  onChange,
  onRemove,
}: {
  object: DescribedObject;
  line: Line;
  onChange: (line: Line) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation('collection');
  const labels = useLabels();
  const catalog = useCatalog();
  const found = askableAt(catalog, object, line.path);
  const name = line.path.split('.').at(-1) ?? line.path;

  const changeField = (path: string) => {
    const next = askableAt(catalog, object, path);
    if (next)
      onChange({ type: 'line', path, operator: firstOperator(next.field), operand: undefined });
  };
  return (
    <div className={classes['line']}>
      <div className={classes['field']}>
        <FieldSelect object={object} value={found ? line.path : null} onChange={changeField} />
      </div>
      {found && (
        <>
          <Select
            className={classes['operator'] ?? ''}
            size="xs"
            aria-label={t('filter.operator')}
            allowDeselect={false}
            data={operatorsFor(found.field).map((value) => ({
              value,
              label: labels.operator(kinds[found.field.kind].scalar, value),
            }))}
            value={line.operator}
            onChange={(value) => {
              const operator = operatorsFor(found.field).find((one) => one === value);
              if (operator)
                onChange({
                  ...line,
                  operator,
                  operand: operandFor(line.operator, operator, line.operand),
                });
            }}
          />
          <div className={classes['operand']}>
            <Operand
              object={described(catalog, found.object.name)}
              name={name}
              field={found.field}
              operator={line.operator}
              operand={line.operand}
              label={t('filter.value', { field: labels.field(found.object, name) })}
              onChange={(operand) => onChange({ ...line, operand })}
            />
          </div>
        </>
      )}
      <ActionIcon
        className={classes['remove'] ?? ''}
        size={28}
        aria-label={t('filter.remove')}
        onClick={onRemove}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  );
}
