import { Button, Checkbox, Loader, Select, Text, Title } from '@mantine/core';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useLabels } from '../../app/language.ts';
import { useProblemText } from '../../app/problem-text.ts';
import { useTitleOfPage } from '../../app/use-title-of-page.ts';
import { useCatalog } from '../../data/catalog.ts';
import { sayProblem } from '../../data/undo.ts';
import { useRecordWindow } from '../../data/use-record-window.ts';
import { restore } from '../../data/writes.ts';
import { FieldCell } from '../../fields/index.tsx';
import { Empty } from '../../ui/empty.tsx';
import { useVirtualRows } from '../../ui/use-virtual-rows.ts';
import classes from './recycle-bin.module.css';

/** What was deleted, newest first, and the way back. */
export function RecycleBinPage() {
  const { t } = useTranslation('app');
  const labels = useLabels();
  const catalog = useCatalog();
  const navigate = useNavigate();
  const search = useSearch({ from: '/inside/recycle-bin' });
  const objects = Object.values(catalog.objects).filter((one) => one.can.read && one.writtenBy !== 'system');
  const object = objects.find((one) => one.name === search.object) ?? objects[0];
  useTitleOfPage(t('shell.recycleBin'));
  if (!object) return null;
  return (
    <div className={classes['root']}>
      <div className={classes['head']}>
        <Title order={1}>{t('shell.recycleBin')}</Title>
        <Select
          aria-label={t('bin.object')}
          data={objects.map((one) => ({ value: one.name, label: labels.object(one, 'many') }))}
          value={object.name}
          allowDeselect={false}
          onChange={(name) => void navigate({ to: '.', search: { object: name ?? undefined }, replace: true })}
        />
      </div>
      <Deleted key={object.name} object={object} />
    </div>
  );
}

const rowHeight = 44;

function Deleted({ object }: { object: DescribedObject }) {
  const { t } = useTranslation('app');
  const labels = useLabels();
  const problem = useProblemText();
  const format = useFormat();
  const scroller = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { window, state } = useRecordWindow({
    object,
    filter: {},
    sort: '-updatedAt',
    q: '',
    fields: ['id', 'title', 'updatedAt', 'updatedBy', 'version'],
    include: ['updatedBy.title'],
    deleted: 'only',
  });
  const { first, last, offset, height } = useVirtualRows(scroller, state.rows, rowHeight, 0);
  useEffect(() => window.show(first, last), [window, first, last]);

  const bring = (ids: readonly string[]) => {
    setChosen(new Set());
    restore(object, ids).catch(sayProblem);
  };
  const toggle = (record: AnyRecord) => {
    const next = new Set(chosen);
    if (!next.delete(record.id)) next.add(record.id);
    setChosen(next);
  };

  if (state.error) return <Empty role="alert" title={t('problem.title')} text={problem(state.error)} />;
  if (!state.isReady) return <Loader m="xl" />;
  if (state.rows === 0)
    return <Empty icon={<IconTrash size={28} stroke={1.4} />} title={t('bin.empty')} text={t('bin.emptyText')} />;
  const shown: number[] = [];
  for (let index = first; index <= last; index++) shown.push(index);
  return (
    <>
      <div className={classes['bar']}>
        <Text size="sm" c="dimmed">
          {t('bin.count', { count: state.total ?? 0, number: format.number(state.total ?? 0) })}
        </Text>
        {chosen.size > 0 && (
          <Button size="compact-sm" leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={() => bring([...chosen])}>
            {t('bin.restoreMany', { count: chosen.size })}
          </Button>
        )}
      </div>
      <div ref={scroller} className={classes['scroller']} tabIndex={0} role="list" aria-label={labels.object(object, 'many')}>
        <div style={{ height, position: 'relative' }} role="presentation">
          {shown.map((index, place) => {
            const record = window.row(index);
            if (!record) return null;
            return (
              <div
                key={record.id}
                role="listitem"
                className={classes['row']}
                style={{ top: offset + place * rowHeight }}
                aria-setsize={state.rows}
                aria-posinset={index + 1}
              >
                <Checkbox
                  size="xs"
                  aria-label={record.title}
                  checked={chosen.has(record.id)}
                  onChange={() => toggle(record)}
                />
                <span className={classes['title']}>{record.title}</span>
                <span className={classes['who']}>
                  <FieldCell object={object} name="updatedBy" value={record.updatedBy} record={record} />
                  <Text component="span" size="xs" c="dimmed">
                    {format.relative(record.updatedAt)}
                  </Text>
                </span>
                <Button size="compact-sm" variant="subtle" onClick={() => bring([record.id])} aria-label={t('bin.restoreOne', { title: record.title })}>
                  {t('bin.restore')}
                </Button>
              </div>
            );
          })}
        </div>
      </div>
    </>
  );
}
