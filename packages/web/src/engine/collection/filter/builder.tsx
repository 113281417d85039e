import { ActionIcon, Button, Group as Row, Select, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { DescribedObject } from '@relata/client';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { use, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Filter } from '@relata/model';
import { askedAt } from '@relata/model';
import { described, type DescribedCatalog, useCatalog } from '../../../data/catalog.ts';
import classes from './filter.module.css';
import { FieldSelect, OwnFieldsOnly } from './field-select.tsx';
import { LineEditor } from './line-editor.tsx';
import { RelatedHead, RelatedSelect } from './related.tsx';
import {
  behind,
  emptyGroup,
  firstOperator,
  type Group,
  type Line,
  type Member,
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
  // A condition that was begun elsewhere on the page stands last.
  const begins = start === null ? null : tree.members.length - 1;
  return <GroupEditor object={object} group={tree} depth={0} begins={begins} onChange={change} />;
}

function newLine(catalog: DescribedCatalog, object: DescribedObject, path: string | null): Line[] {
  const field = path ? askedAt(catalog, object, path)?.field : undefined;
  return path && field
    ? [{ type: 'line', path, operator: firstOperator(field), operand: undefined }]
    : [];
}

interface GroupProps {
  object: DescribedObject;
  group: Group;
  depth: number;
  isBegun?: boolean;
  /** Place of the member in which the keyboard starts. */
  begins?: number | null;
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
  // On a phone they would lie over what else can be added, and nobody has asked for a field yet.
  const [isAsked, setAsked] = useState(false);
  const isNarrow = useMediaQuery('(max-width: 640px)', false, { getInitialValueInEffect: false });
  /** Place of the member that has just been begun, or is about another field now: the keyboard goes on in it. */
  const [begun, setBegun] = useState(props.begins ?? null);
  const addButton = useRef<HTMLButtonElement>(null);
  const replace = (at: number, member: Member) =>
    onChange({ ...group, members: group.members.with(at, member) });
  const remove = (at: number) => {
    setBegun(null);
    onChange({ ...group, members: group.members.filter((_, number) => number !== at) });
    addButton.current?.focus();
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
            isBegun={at === begun}
            onChange={(next) => {
              if (next.path !== member.path) setBegun(at);
              replace(at, next);
            }}
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
            isOpen={isAsked || !isNarrow}
            onChange={(path) => {
              setAdds(null);
              setBegun(group.members.length);
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
          ref={addButton}
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => {
            setAsked(true);
            setAdds('field');
          }}
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
