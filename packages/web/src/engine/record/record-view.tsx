import { Tabs } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { type ReactNode, Suspense, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { preloadInputs } from '../../fields/index.tsx';
import type { ComposerHandle } from '../timeline/composer.tsx';
import { Timeline } from '../timeline/timeline.tsx';
import { FieldsPanel } from './fields-panel.tsx';
import { Files } from './files.tsx';
import { Header } from './header.tsx';
import { History } from './history.tsx';
import { ownAsides } from './own-asides.ts';
import styles from './record.module.css';
import { useSeen } from './use-seen.ts';
import { Related, useRelationName, useShownRelations } from './related.tsx';
import { SidePanel } from './side-panel.tsx';

interface Props {
  object: DescribedObject;
  record: AnyRecord;
  tab: string | null;
  /** Id of the note, activity or file on the timeline that somebody came for. */
  entry?: string | undefined;
  onTab: (tab: string) => void;
  onGone: () => void;
  /** Further buttons of the header. */
  children?: ReactNode;
}

/** From here on, fields stand beside the timeline rather than in a tab of their own. */
const wide = 860;

/** A record with everything about it: on its page, or in the drawer beside a list. */
export function RecordView({ object, record, tab, entry, onTab, onGone, children }: Props) {
  const { t } = useTranslation('record');
  const format = useFormat();
  const { ref, width } = useElementSize();
  const relations = useShownRelations(object, record.id);
  const nameOf = useRelationName();
  const composer = useRef<ComposerHandle | null>(null);
  const isWide = width === 0 ? window.innerWidth >= 1100 : width >= wide;

  useSeen(object, record);

  const first = object.timeline ? 'timeline' : 'history';
  const tabs = [
    ...(isWide ? [] : ['fields']),
    ...(object.timeline ? ['timeline'] : []),
    ...relations.map((one) => one.name),
    ...(object.timeline ? ['files'] : []),
    'history',
  ];
  const wanted = tab !== null && tabs.includes(tab) ? tab : isWide ? first : 'fields';
  const plan = () => {
    onTab('timeline');
    requestAnimationFrame(() => composer.current?.plan());
  };
  const centre = (
    <Tabs value={wanted} onChange={(next) => next && onTab(next)} keepMounted={false}>
      <Tabs.List className={`${styles['tabs']} ${styles['tabList']}`}>
        {isWide ? null : <Tabs.Tab value="fields">{t('tabs.fields')}</Tabs.Tab>}
        {object.timeline ? <Tabs.Tab value="timeline">{t('tabs.timeline')}</Tabs.Tab> : null}
        {relations.map((relation) => (
          <Tabs.Tab
            key={relation.name}
            value={relation.name}
            rightSection={<span className={styles['small']}>{format.number(relation.count)}</span>}
          >
            {nameOf(relation)}
          </Tabs.Tab>
        ))}
        {object.timeline ? <Tabs.Tab value="files">{t('tabs.files')}</Tabs.Tab> : null}
        <Tabs.Tab value="history">{t('tabs.history')}</Tabs.Tab>
      </Tabs.List>
      {isWide ? null : (
        <Tabs.Panel value="fields">
          <OwnAside object={object} record={record} />
          <FieldsPanel object={object} record={record} />
        </Tabs.Panel>
      )}
      <Tabs.Panel value="timeline">
        <Timeline object={object} record={record} composer={composer} sought={entry} />
      </Tabs.Panel>
      {relations.map((relation) => (
        <Tabs.Panel key={relation.name} value={relation.name}>
          <Related object={object} record={record} relation={relation} />
        </Tabs.Panel>
      ))}
      <Tabs.Panel value="files">
        <Files object={object} record={record} />
      </Tabs.Panel>
      <Tabs.Panel value="history">
        <History object={object} record={record} />
      </Tabs.Panel>
    </Tabs>
  );
  return (
    <div ref={ref} className={styles['view']} onMouseEnter={preloadInputs}>
      <Header object={object} record={record} onGone={onGone}>
        {children}
      </Header>
      {isWide ? (
        <div className={styles['columns']}>
          <div className={styles['left']}>
            <OwnAside object={object} record={record} />
            <FieldsPanel object={object} record={record} />
          </div>
          <div className={styles['centre']}>{centre}</div>
          <aside className={styles['right']} aria-label={t('next.title')}>
            <SidePanel object={object} record={record} onPlan={plan} />
          </aside>
        </div>
      ) : (
        <div className={styles['single']}>{centre}</div>
      )}
    </div>
  );
}

function OwnAside({ object, record }: Pick<Props, 'object' | 'record'>) {
  const Aside = ownAsides[object.name];
  return Aside ? (
    <Suspense fallback={null}>
      <Aside record={record} />
    </Suspense>
  ) : null;
}
