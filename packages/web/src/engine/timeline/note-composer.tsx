import { Button, Group, Textarea } from '@mantine/core';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { useTranslation } from 'react-i18next';
import { useObject } from '../../data/catalog.ts';
import { useAway } from '../../data/connection.ts';
import { sayProblem } from '../../data/undo.ts';
import { create } from '../../data/writes.ts';
import { FieldInput } from '../../fields/index.tsx';
import { changeDraft, draftOf, dropDraft, useNoteDraft } from './note-draft.ts';
import styles from './timeline.module.css';
import { refreshTimeline } from './use-timeline.ts';
import { Waiting } from './waiting.tsx';

interface Props {
  object: DescribedObject;
  record: AnyRecord;
}

/**
 * Writes a note about a record. While the server is away it waits, also where the person goes on to another page, and
 * is saved once.
 */
export function NoteComposer({ object, record }: Props) {
  const note = useObject('note');
  const { t } = useTranslation('record');
  const { body, category, saving } = useNoteDraft(record.id);
  const away = useAway();
  const save = async () => {
    const { saving: isSaving, key, filled } = draftOf(record.id);
    if (body.trim() === '' || isSaving) return;
    const giveUp = new AbortController();
    changeDraft(record.id, { saving: giveUp });
    try {
      const about = [{ object: object.name, id: record.id }];
      await create(note, { body, category, about, ...filled }, [], {
        ...{ key, giveUp: giveUp.signal },
        onFilled: (more) => changeDraft(record.id, { filled: { ...filled, ...more } }),
      });
      dropDraft(record.id);
      refreshTimeline(object.name, record.id);
    } catch (error) {
      changeDraft(record.id, { saving: null });
      if (!giveUp.signal.aborted) sayProblem(error);
    }
  };
  return (
    <div className={styles['panel']}>
      <Textarea
        autosize
        minRows={body ? 3 : 1}
        maxRows={14}
        placeholder={t('composer.notePlaceholder')}
        aria-label={t('composer.note')}
        value={body}
        readOnly={saving !== null}
        onChange={(event) => changeDraft(record.id, { body: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
        }}
      />
      {body.trim() === '' ? null : (
        <Group gap="xs">
          <Button
            size="compact-md"
            loading={saving !== null}
            onClick={() => void save()}
            title="Ctrl+Enter"
          >
            {t('save')}
          </Button>
          <Button
            size="compact-md"
            variant="subtle"
            color="gray"
            // What is on its way cannot be called back; what waits becomes a draft again first.
            disabled={saving !== null && !away}
            onClick={() => (saving ? saving.abort() : dropDraft(record.id))}
          >
            {t('cancel')}
          </Button>
          {note.fields['category'] && (
            <div className={styles['category']}>
              <FieldInput
                object={note}
                name="category"
                value={category}
                compact
                disabled={saving !== null}
                onChange={(value) => changeDraft(record.id, { category: value })}
              />
            </div>
          )}
          <Waiting isWaiting={saving !== null} />
        </Group>
      )}
    </div>
  );
}
