import { ActionIcon, Anchor } from '@mantine/core';
import type { AnyRecord, TimelineEntry } from '@relata/client';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useObject } from '../../data/catalog.ts';
import { client } from '../../data/client.ts';
import { sayProblem } from '../../data/undo.ts';
import { remove } from '../../data/writes.ts';
import { ByAndWhen, EntryFrame } from './entry-frame.tsx';
import { printSize } from './print-size.ts';
import styles from './timeline.module.css';

export function FileEntry({ entry, file }: { entry: TimelineEntry; file: AnyRecord }) {
  const object = useObject('file');
  const { t } = useTranslation('record');
  const { locale } = useFormat();
  const size = file['size'];
  const type = file['contentType'];
  const isPicture = typeof type === 'string' && /^image\/(png|jpe?g|gif|webp|avif)$/.test(type);
  return (
    <EntryFrame entry={entry}>
      <article className={styles['body']}>
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
          {object.can.delete ? (
            <ActionIcon
              size={24}
              aria-label={t('timeline.deleteFile', { name: file.title })}
              onClick={() => remove(object, [file]).catch(sayProblem)}
            >
              <IconTrash size={15} />
            </ActionIcon>
          ) : null}
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
      </article>
    </EntryFrame>
  );
}
