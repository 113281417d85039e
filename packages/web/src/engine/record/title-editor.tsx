import { TextInput } from '@mantine/core';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { type FocusEvent, type KeyboardEvent, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import { useProblemText } from '../../app/problem-text.ts';
import { useAsBegun } from '../../data/as-begun.ts';
import { change } from '../../data/writes.ts';
import { checked, isWritable } from '../../fields/index.tsx';
import { DuplicateHint } from '../duplicates/lazy.ts';
import styles from './record.module.css';

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** The title of a record; a click turns it into the fields that it is made of. */
export function TitleEditor({ object, record }: { object: DescribedObject; record: AnyRecord }) {
  const { t } = useTranslation('record');
  const labels = useLabels();
  const problemText = useProblemText();
  const [draft, setDraft] = useState<Record<string, string> | null>(null);
  const [problem, setProblem] = useState<string>();
  const parts = object.title.filter((name) => {
    const field = object.fields[name];
    return field && isWritable(field) && (field.kind === 'text' || field.kind === 'longText');
  });
  const mayEdit = object.can.update && parts.length > 0;
  const begun = useAsBegun(record, draft !== null);

  const save = () => {
    if (!draft) return;
    const changes: Record<string, unknown> = {};
    for (const name of parts) {
      const field = object.fields[name];
      if (!field || draft[name] === textOf(begun[name])) continue;
      const result = checked(field, draft[name]);
      if (result.error) {
        setProblem(labels.invalid(result.error));
        return;
      }
      changes[name] = result.value;
    }
    setDraft(null);
    setProblem(undefined);
    if (!Object.keys(changes).length) return;
    change(object, begun, changes).catch((error: unknown) => {
      setDraft(draft);
      setProblem(problemText(error));
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      save();
    }
    if (event.key === 'Escape') {
      event.stopPropagation();
      setDraft(null);
      setProblem(undefined);
    }
  };
  const onBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) save();
  };
  if (!draft)
    return (
      <h1 style={{ margin: 0, fontSize: 18, minWidth: 0 }}>
        <button
          type="button"
          className={styles['title']}
          disabled={!mayEdit}
          title={mayEdit ? t('editTitle') : undefined}
          onClick={() =>
            setDraft(Object.fromEntries(parts.map((name) => [name, textOf(record[name])])))
          }
        >
          {record.title || t('untitled')}
        </button>
      </h1>
    );
  return (
    <div className={styles['titleForm']} role="presentation" onKeyDown={onKeyDown} onBlur={onBlur}>
      {parts.map((name, i) => (
        <TextInput
          key={name}
          autoFocus={i === 0}
          aria-label={labels.field(object, name)}
          placeholder={labels.field(object, name)}
          value={draft[name] ?? ''}
          error={i === 0 ? problem : undefined}
          onChange={(event) => setDraft({ ...draft, [name]: event.currentTarget.value })}
        />
      ))}
      <Suspense fallback={null}>
        <DuplicateHint
          object={object}
          values={{ ...record, ...draft }}
          but={record.id}
          field={parts[0]}
        />
      </Suspense>
    </div>
  );
}
