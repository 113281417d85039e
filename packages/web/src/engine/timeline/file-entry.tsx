import { Anchor } from '@mantine/core';
import type { AnyRecord, TimelineEntry } from '@relata/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useObject } from '../../data/catalog.ts';
import { client } from '../../data/client.ts';
import { ByAndWhen, EntryFrame } from './entry-frame.tsx';
import { isPinned, PinMark, RecordMenu } from './entry-menu.tsx';
import { printSize } from './print-size.ts';
import { RecordRemark, remarkOf } from './remark.tsx';
import styles from './timeline.module.css';

export function FileEntry({ entry, file }: { entry: TimelineEntry; file: AnyRecord }) {
  const object = useObject('file');
  const { t } = useTranslation('record');
  const { locale } = useFormat();
  const [isEditing, setEditing] = useState(false);
  const size = file['size'];
  const type = file['contentType'];
  const isPicture = typeof type === 'string' && /^image\/(png|jpe?g|gif|webp|avif)$/.test(type);
  return (
    <EntryFrame entry={entry}>
      <article className={styles['body']} data-pinned={isPinned(file) || undefined}>
        <div className={styles['line']}>
          <Anchor
            className={styles['grow']}
            href={client.fileAddress(file.id)}
            size="sm"
            fw={600}
            underline="always"
          >
            {file.title}
          </Anchor>
          {typeof size === 'number' ? (
            <span className={styles['when']}>{printSize(size, locale)}</span>
          ) : null}
          <ByAndWhen entry={entry} />
          <PinMark pinned={isPinned(file)} />
          <RecordMenu
            object={object}
            record={file}
            label={t('timeline.entryMenu', { title: file.title })}
            edit={t(remarkOf(file) ? 'timeline.editRemark' : 'timeline.addRemark')}
            onEdit={() => setEditing(true)}
          />
        </div>
        {isPicture ? (
          <img
            src={client.fileAddress(file.id, { inline: true })}
            alt={file.title}
            loading="lazy"
            style={{
              maxHeight: 180,
              maxWidth: '100%',
              borderRadius: 4,
              marginTop: 6,
              display: 'block',
            }}
          />
        ) : null}
        <RecordRemark
          object={object}
          record={file}
          isEditing={isEditing}
          onDone={() => setEditing(false)}
        />
      </article>
    </EntryFrame>
  );
}
