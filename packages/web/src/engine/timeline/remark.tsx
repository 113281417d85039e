import type { AnyRecord, DescribedObject } from '@relata/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsBegun } from '../../data/as-begun.ts';
import { sayProblem } from '../../data/undo.ts';
import { change } from '../../data/writes.ts';
import { Linkified } from '../../fields/longText/linkify.tsx';
import { TextEditor } from './text-editor.tsx';
import styles from './timeline.module.css';

/** What somebody has to say of it: one text, kept with what it is about. */
export const remarkOf = (record: AnyRecord): string =>
  typeof record['description'] === 'string' ? record['description'] : '';

interface Props {
  text: string;
  isEditing: boolean;
  onDone: () => void;
  /**
   * Null: it goes. Where that fails, what was typed stays to be saved again.
   *
   * @param read what was there when somebody began to write
   */
  onSave: (text: string | null, read: string) => Promise<unknown>;
}

/** Shown below its entry, or changed there. */
export function Remark({ text, isEditing, onDone, onSave }: Props) {
  const { t } = useTranslation('record');
  /** What was typed and could not be saved. */
  const [kept, setKept] = useState<string | null>(null);
  const [read, setRead] = useState(text);
  if (!isEditing && read !== text) setRead(text);
  const close = () => {
    setKept(null);
    onDone();
  };
  if (isEditing || kept !== null)
    return (
      <>
        {kept !== null && <Said text={text} />}
        <TextEditor
          label={t('timeline.remark')}
          start={kept ?? text}
          mayBeEmpty
          onCancel={close}
          onSave={(typed) => {
            close();
            if (typed === read) return;
            onSave(typed.trim() === '' ? null : typed, read).catch((error: unknown) => {
              setKept(typed);
              sayProblem(error);
            });
          }}
        />
      </>
    );
  return <Said text={text} />;
}

function Said({ text }: { text: string }) {
  return text === '' ? null : (
    <p className={styles['text']}>
      <Linkified text={text} />
    </p>
  );
}

interface RecordProps extends Pick<Props, 'isEditing' | 'onDone'> {
  object: DescribedObject;
  record: AnyRecord;
}

/** Of an entry that is a record of its own. */
export function RecordRemark({ object, record, ...editing }: RecordProps) {
  const begun = useAsBegun(record, editing.isEditing);
  return (
    <Remark
      {...editing}
      text={remarkOf(record)}
      onSave={(description) => change(object, begun, { description })}
    />
  );
}
