import { Anchor, Button, FileButton, Group, Tabs } from '@mantine/core';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { IconCalendarPlus, IconNote, IconPaperclip, IconUpload } from '@tabler/icons-react';
import { type DragEvent, type RefObject, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCatalog, useObject } from '../../data/catalog.ts';
import { useMe } from '../../data/session.ts';
import { create } from '../../data/writes.ts';
import { FieldInput } from '../../fields/index.tsx';
import { nextSlot } from '../../fields/dateTime/instant.ts';
import { useReading } from '../../fields/reading.tsx';
import { useForm } from '../forms/use-form.ts';
import { useHolds } from '../record/use-holds.ts';
import { BeforeDate, datesOf } from './before-date.tsx';
import { NoteComposer } from './note-composer.tsx';
import styles from './timeline.module.css';
import { uploadTo } from './upload.ts';
import { kindsOf, refreshTimeline } from './use-timeline.ts';

/** How another part of the page opens the composer. */
export interface ComposerHandle {
  plan: () => void;
}

interface Props {
  object: DescribedObject;
  record: AnyRecord;
  handle?: RefObject<ComposerHandle | null>;
}

type Tab = 'note' | 'activity' | 'file';

/**
 * Writes a note, plans an activity, adds files: what the person may. Files may also be dropped anywhere on it. Somebody
 * who only reads sees nothing of it.
 */
export function Composer({ object, record, handle }: Props) {
  const { t } = useTranslation('record');
  const { objects } = useCatalog();
  const tabs = tabsInOrder.filter(
    ({ name }) => objects[name]?.can.create && kindsOf(object).includes(name),
  );
  const [chosen, setTab] = useState<Tab>('note');
  const tab = tabs.find(({ name }) => name === chosen)?.name ?? tabs[0]?.name;
  const [isOver, setOver] = useState(false);
  const [isBusy, setBusy] = useState(false);
  useImperativeHandle(handle, () => ({ plan: () => setTab('activity') }), []);

  const upload = async (files: readonly File[]) => {
    setBusy(true);
    await uploadTo(object, record.id, files);
    setBusy(false);
  };
  const drop = (event: DragEvent) => {
    if (!event.dataTransfer.files.length || !objects['file']?.can.create) return;
    event.preventDefault();
    setOver(false);
    void upload([...event.dataTransfer.files]);
  };
  if (!tab) return null;
  return (
    <section aria-label={t('composer.title')}>
      <div
        role="presentation"
        className={styles['composer']}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes('Files') || !objects['file']?.can.create) return;
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Tabs
          value={tab}
          onChange={(next) => setTab(next === 'activity' || next === 'file' ? next : 'note')}
          keepMounted={false}
        >
          <Tabs.List>
            {tabs.map(({ name, icon: Icon }) => (
              <Tabs.Tab key={name} value={name} leftSection={<Icon size={15} />}>
                {t(`composer.${name}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="note">
            <NoteComposer object={object} record={record} />
          </Tabs.Panel>
          <Tabs.Panel value="activity">
            <ActivityComposer object={object} record={record} />
          </Tabs.Panel>
          <Tabs.Panel value="file" className={styles['panel']}>
            <div className={styles['drop']}>
              {t('composer.dropHere')}
              <FileButton multiple onChange={(files) => void upload(files)}>
                {(button) => (
                  <Button
                    {...button}
                    variant="default"
                    loading={isBusy}
                    leftSection={<IconUpload size={16} />}
                  >
                    {t('composer.chooseFiles')}
                  </Button>
                )}
              </FileButton>
            </div>
          </Tabs.Panel>
        </Tabs>
      </div>
    </section>
  );
}

const tabsInOrder: { name: Tab; icon: typeof IconNote }[] = [
  { name: 'note', icon: IconNote },
  { name: 'activity', icon: IconCalendarPlus },
  { name: 'file', icon: IconPaperclip },
];

const planned = ['subject', 'category', 'direction', 'due', 'duration', 'owner', 'description'];

function ActivityComposer({ object, record }: Pick<Props, 'object' | 'record'>) {
  const activity = useObject('activity');
  const { t } = useTranslation('record');
  const { user } = useMe();
  const { now, timeZone } = useReading();
  const [round, setRound] = useState(0);
  const [start] = useState({
    category: 'call',
    direction: 'outgoing',
    due: nextSlot(now, timeZone),
    owner: { id: user.id, title: user.name },
    about: [{ object: object.name, id: record.id }],
  });
  const form = useForm(activity, planned, start);
  const holds = useHolds();
  const { direction } = activity.fields;
  const hasDirection = direction && holds(direction.showWhen, form.values, activity.name);
  /** What was due before somebody counted back from a date, which they may take back. */
  const dueBefore = useRef<unknown>(null);
  const [isBack, setBack] = useState(false);
  const dates = activity.fields['dateField'] ? datesOf(object) : [];
  const waitsFor = typeof form.values['dateField'] === 'string' ? form.values['dateField'] : null;
  const countFrom = (values: { daysBefore: number | null; dateField: string | null }) => {
    const isOnDay = values.dateField === null;
    if (waitsFor === null) dueBefore.current = form.values['due'];
    form.reset({ ...form.values, ...values, due: isOnDay ? dueBefore.current : null });
    setBack(isOnDay);
  };
  const save = async () => {
    const isSaved = await form.submit(async (values) => {
      await create(activity, values);
    });
    if (!isSaved) return;
    form.reset(start);
    setBack(false);
    setRound(round + 1);
    refreshTimeline(object.name, record.id);
  };
  const input = (name: string, autoFocus = false) => (
    <FieldInput
      key={`${name}-${round}`}
      object={activity}
      name={name}
      value={form.values[name] ?? null}
      record={form.values}
      error={form.errors[name] ?? (name === 'subject' ? form.problem : undefined)}
      autoFocus={autoFocus}
      onChange={(value) => form.set(name, value)}
    />
  );
  return (
    <form
      className={styles['panel']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div
        role="presentation"
        className={styles['plan']}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
        }}
      >
        {input('subject', true)}
        <div className={styles['planRow']}>
          {input('category')}
          {hasDirection ? input('direction') : null}
          {waitsFor === null ? input('due', isBack) : null}
          {input('duration')}
          {input('owner')}
        </div>
        {waitsFor !== null ? (
          <BeforeDate
            object={object}
            record={record}
            days={Number(form.values['daysBefore'] ?? 0)}
            dateField={waitsFor}
            onChange={countFrom}
          />
        ) : dates[0] ? (
          <Anchor
            component="button"
            type="button"
            size="sm"
            className={styles['beforeLink'] ?? ''}
            onClick={() => countFrom({ daysBefore: 3, dateField: dates[0] ?? null })}
          >
            {t('composer.beforeDate')}
          </Anchor>
        ) : null}
        {input('description')}
      </div>
      <Group gap="xs">
        <Button type="submit" size="compact-md" loading={form.isBusy}>
          {t('composer.plan')}
        </Button>
      </Group>
    </form>
  );
}
