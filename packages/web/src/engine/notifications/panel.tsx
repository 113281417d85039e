import { Button, Progress, Text } from '@mantine/core';
import type { Notice, WorkItem } from '@relata/client';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useLabels } from '../../app/language.ts';
import { useCatalog } from '../../data/catalog.ts';
import { client } from '../../data/client.ts';
import { sayProblem, takeBack, whatStayed } from '../../data/undo.ts';
import { canBeUndone, doneOf } from '../../data/work.ts';
import classes from './bell.module.css';

/** Work in the background with its progress, then what happened meanwhile. */
export function Panel({
  work,
  notices,
  onFollow,
}: {
  work: WorkItem[];
  notices: Notice[];
  onFollow: () => void;
}) {
  const { t } = useTranslation('app');
  // The end of long work is told where its progress was.
  const others = notices.filter((notice) => notice.kind !== 'work');
  if (work.length + others.length === 0)
    return (
      <Text p="lg" ta="center" c="dimmed" size="sm">
        {t('bell.nothing')}
      </Text>
    );
  return (
    <ul className={classes['list']}>
      {work.slice(0, 20).map((item) => (
        <Work key={item.id} item={item} isUndoable={canBeUndone(item, work)} onFollow={onFollow} />
      ))}
      {others.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} onFollow={onFollow} />
      ))}
    </ul>
  );
}

function Work({
  item,
  isUndoable,
  onFollow,
}: {
  item: WorkItem;
  isUndoable: boolean;
  onFollow: () => void;
}) {
  const { t } = useTranslation('app');
  const labels = useLabels();
  const format = useFormat();
  const object = useCatalog().objects[item.object ?? ''];
  const { done, total } = item.progress;
  const isRunning = item.status === 'running';
  const what = item.object
    ? `${t(`bell.${item.kind}`)}: ${labels.object(item.object, 'many')}`
    : t(`bell.${item.kind}`);
  return (
    <li className={classes['item']}>
      <div className={classes['line']}>
        {object && item.importId ? (
          <Link
            to="/$plural/import"
            params={{ plural: object.plural }}
            search={{ id: item.importId }}
            className={classes['link']}
            onClick={onFollow}
          >
            {what}
          </Link>
        ) : (
          <Text size="sm" fw={500}>
            {what}
          </Text>
        )}
        <Text size="xs" c="dimmed">
          {format.relative(item.createdAt)}
        </Text>
      </div>
      {isRunning && (
        <Progress
          value={total ? (done / total) * 100 : 100}
          animated={!total}
          size="sm"
          aria-label={what}
        />
      )}
      <div className={classes['line']}>
        <Text size="xs" c={item.status === 'failed' ? 'red' : 'dimmed'}>
          {isRunning
            ? total
              ? t('bell.progress', { done: format.number(done), total: format.number(total) })
              : t('bell.progressOpen', { done: format.number(done) })
            : item.status === 'failed'
              ? (item.error ?? t('bell.failedShort'))
              : item.status === 'cancelled'
                ? t('bell.cancelled')
                : item.undone
                  ? t('bell.undone')
                  : t('bell.doneShort', {
                      count: doneOf(item),
                      number: format.number(doneOf(item)),
                    })}
          {item.status === 'done' && item.result?.refused && item.kind === 'bulk'
            ? `, ${t('bell.kept', { count: item.result.refused })}`
            : null}
        </Text>
        {isRunning && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            onClick={() => void client.cancelWork(item.id).catch(sayProblem)}
          >
            {t('cancel')}
          </Button>
        )}
        {isUndoable && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() =>
              void takeBack({ batch: item.batch ?? '', object: item.object ?? '', text: what })
            }
          >
            {t('undo.undo')}
          </Button>
        )}
      </div>
      {item.kind === 'undo' && item.result?.refused ? (
        <Text size="xs">{whatStayed(item.result)}</Text>
      ) : null}
    </li>
  );
}

/** Of a single record that is followed, what has happened to it. */
function kindOf({ kind, values: { what } }: Notice, count: number) {
  const tales = ['moved', 'won', 'lost', 'passed', 'note'] as const;
  if (kind === 'followed')
    return (count === 1 ? tales.find((one) => one === what) : undefined) ?? 'followed';
  return kind === 'work' ? null : kind;
}

function NoticeLine({ notice, onFollow }: { notice: Notice; onFollow: () => void }) {
  const { t } = useTranslation('app');
  const labels = useLabels();
  const format = useFormat();
  const object = useCatalog().objects[notice.object ?? ''];
  const count = typeof notice.values['count'] === 'number' ? notice.values['count'] : 1;
  const kind = kindOf(notice, count);
  if (!object || !kind) return null;
  const to = notice.values['to'];
  const text = t(`notice.${kind}`, {
    count,
    to: typeof to === 'string' ? to : '',
    number: format.number(count),
    by: notice.by ?? t('notice.somebody'),
    title: notice.title ?? labels.object(object, 'one'),
    objects: labels.object(object, 'many'),
    form: String(notice.values['form'] ?? ''),
  });
  return (
    <li className={classes['item']} data-unread={!notice.read || undefined}>
      <div className={classes['line']}>
        {notice.record ? (
          <Link
            to="/$plural/$id"
            params={{ plural: object.plural, id: notice.record }}
            className={classes['link']}
            onClick={onFollow}
          >
            {text}
          </Link>
        ) : (
          <Link
            to="/$plural"
            params={{ plural: object.plural }}
            search={{
              ...(notice.kind === 'owner' && { filter: '{"owner":{"eq":"@me"}}' }),
              sort: '-updatedAt',
            }}
            className={classes['link']}
            onClick={onFollow}
          >
            {text}
          </Link>
        )}
        <Text size="xs" c="dimmed">
          {format.relative(notice.at)}
        </Text>
      </div>
      {notice.lists?.length ? (
        <dl className={classes['lists']}>
          {notice.lists.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </li>
  );
}
