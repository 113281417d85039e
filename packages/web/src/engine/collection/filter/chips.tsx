import { CloseButton, UnstyledButton } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { askedAt, type Filter, kinds } from '@relata/model';
import { useTranslation } from 'react-i18next';
import { type Labels, useLabels } from '../../../app/language.ts';
import { type DescribedCatalog, described, useCatalog } from '../../../data/catalog.ts';
import { useFormat } from '../../../app/format.ts';
import type { Collection } from '../state/use-collection.ts';
import { askFilter } from './ask-filter.ts';
import classes from './filter.module.css';
import { askedLabel, referenceLabel } from './references.ts';
import { useOperandText } from './operand-text.ts';
import { behind, type Group, type Line, type Member, toFilter, toTree } from './tree.ts';

/** What a list is narrowed down to, in words; each part can be taken away by itself. */
export function FilterChips({ collection }: { collection: Collection }) {
  const { object, filter, setFilter } = collection;
  const { t } = useTranslation('collection');
  const tree = toTree(filter);
  if (tree.members.length === 0) return null;
  const isList = tree.join === 'and' && !tree.isNot;
  const members: Member[] = isList ? tree.members : [tree];
  return (
    <div className={classes['chips']} role="group" aria-label={t('filter.active')}>
      {members.map((member, at) => (
        <Chip
          key={JSON.stringify(member)}
          object={object}
          member={member}
          onRemove={() =>
            setFilter(
              isList
                ? toFilter({ ...tree, members: members.filter((_, number) => number !== at) })
                : {},
            )
          }
        />
      ))}
    </div>
  );
}

function Chip({
  object,
  member,
  onRemove,
}: {
  object: DescribedObject;
  member: Member;
  onRemove: () => void;
}) {
  const { t } = useTranslation('collection');
  return (
    <span className={classes['chip']}>
      <UnstyledButton className={classes['chipText'] ?? ''} onClick={() => askFilter()}>
        <Words object={object} member={member} />
      </UnstyledButton>
      <CloseButton size="xs" mx={4} aria-label={t('filter.remove')} onClick={onRemove} />
    </span>
  );
}

/** A filter in words. */
export const FilterWords = ({ object, filter }: { object: DescribedObject; filter: Filter }) => (
  <Words object={object} member={toTree(filter)} />
);

function Words({ object, member }: { object: DescribedObject; member: Member }) {
  const { t } = useTranslation('collection');
  if (member.type === 'line') return <LineWords object={object} line={member} />;
  if (member.of !== undefined)
    return <RelatedWords object={object} group={member} of={member.of} />;
  const between = member.join === 'or' ? t('filter.or') : t('filter.and');
  return (
    <>
      {member.isNot && `${t('filter.not')} `}
      {member.members.map((one, at) => (
        <span key={at}>
          {at > 0 && ` ${between} `}
          {one.type === 'group' ? (
            <>
              (<Words object={object} member={one} />)
            </>
          ) : (
            <Words object={object} member={one} />
          )}
        </span>
      ))}
    </>
  );
}

function RelatedWords({
  object,
  group,
  of,
}: {
  object: DescribedObject;
  group: Group;
  of: string;
}) {
  const labels = useLabels();
  const catalog = useCatalog();
  const { t } = useTranslation('collection');
  const target = behind(catalog, object, of);
  const { of: _of, ...inner } = group;
  const hasConditions = target !== undefined && group.members.length > 0;
  return (
    <>
      {t(`filter.related${group.isNot ? 'None' : 'Some'}${hasConditions ? 'Where' : ''}`, {
        records: referenceLabel(catalog, object, of, labels),
      })}
      {hasConditions && (
        <>
          {' '}
          (<Words object={described(catalog, target.name)} member={{ ...inner, isNot: false }} />)
        </>
      )}
    </>
  );
}

function LineWords({ object, line }: { object: DescribedObject; line: Line }) {
  const labels = useLabels();
  const catalog = useCatalog();
  const format = useFormat();
  const { t } = useTranslation('collection');
  const found = askedAt(catalog, object, line.path);
  const textOf = useOperandText(
    found?.field,
    found && described(catalog, found.object.name),
    found?.name ?? '',
    line.operand,
  );
  if (!found) return <>{line.path}</>;
  const values = Array.isArray(line.operand)
    ? line.operand
    : line.operator === 'empty' || line.operator === 'notEmpty'
      ? []
      : [line.operand];
  const texts = values.slice(0, 3).map(textOf);
  if (values.length > 3) texts.push(t('filter.moreValues', { count: values.length - 3 }));
  return (
    <>
      <b>{pathLabel(object, line.path, catalog, labels)}</b>{' '}
      {labels.operator(kinds[found.field.kind].scalar, line.operator)}{' '}
      {line.operator === 'between' ? texts.join(' – ') : format.list(texts)}
    </>
  );
}

/** `Company › Country`, `Value › Currency` */
export function pathLabel(
  object: DescribedObject,
  path: string,
  catalog: DescribedCatalog,
  labels: Labels,
): string {
  const found = askedAt(catalog, object, path);
  if (!found) return path;
  const own = askedLabel(found, labels);
  if (!found.via) return own;
  return `${referenceLabel(catalog, object, found.via, labels)} › ${own}`;
}
