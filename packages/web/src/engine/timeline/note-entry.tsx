import type { AnyRecord, TimelineEntry } from '@relata/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useObject } from '../../data/catalog.ts';
import { useAsBegun } from '../../data/as-begun.ts';
import { sayProblem } from '../../data/undo.ts';
import { change } from '../../data/writes.ts';
import { FieldCell, FieldInput, isEmpty } from '../../fields/index.tsx';
import { Linkified } from '../../fields/longText/linkify.tsx';
import { ByAndWhen, EntryFrame } from './entry-frame.tsx';
import { isPinned, PinMark, RecordMenu } from './entry-menu.tsx';
import { TextEditor } from './text-editor.tsx';
import styles from './timeline.module.css';

export function NoteEntry({ entry, note }: { entry: TimelineEntry; note: AnyRecord }) {
  const object = useObject('note');
  const { t } = useTranslation('record');
  const body = typeof note['body'] === 'string' ? note['body'] : note.title;
  const [isEditing, setEditing] = useState(false);
  /** What was typed and could not be saved. */
  const [kept, setKept] = useState<string | null>(null);
  const begun = useAsBegun(note, isEditing);
  const [category, setCategory] = useState<unknown>(note['category'] ?? null);
  const mayHaveCategory = object.fields['category'] !== undefined;
  const hasOther = !isEmpty(note['category']) && note['category'] !== 'note';

  const begin = () => {
    setCategory(note['category'] ?? null);
    setKept(null);
    setEditing(true);
  };
  const save = (text: string) => {
    setEditing(false);
    const changes = {
      ...(text !== begun['body'] && { body: text }),
      ...(mayHaveCategory && category !== (begun['category'] ?? null) && { category }),
    };
    if (!Object.keys(changes).length) return;
    change(object, begun, changes).catch((error: unknown) => {
      setKept(text);
      setEditing(true);
      sayProblem(error);
    });
  };
  return (
    <EntryFrame entry={entry}>
      <article className={styles['body']} data-pinned={isPinned(note) || undefined}>
        <div className={styles['line']}>
          <span className={styles['grow']}>
            <ByAndWhen entry={entry} />
            {hasOther ? (
              <span className={styles['when']}>
                <FieldCell object={object} name="category" value={note['category']} record={note} />
              </span>
            ) : null}
            <PinMark pinned={isPinned(note)} />
          </span>
          <RecordMenu
            object={object}
            record={note}
            label={t('timeline.noteMenu')}
            edit={t('edit')}
            onEdit={begin}
          />
        </div>
        {isEditing ? (
          <TextEditor
            label={t('timeline.note')}
            start={kept ?? body}
            onSave={save}
            onCancel={() => setEditing(false)}
          >
            {mayHaveCategory && (
              <div className={styles['category']}>
                <FieldInput
                  object={object}
                  name="category"
                  value={category}
                  compact
                  onChange={setCategory}
                />
              </div>
            )}
          </TextEditor>
        ) : (
          <p className={styles['text']}>
            <Linkified text={body} />
          </p>
        )}
      </article>
    </EntryFrame>
  );
}
