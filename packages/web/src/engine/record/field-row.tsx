import { ActionIcon, Button, Group } from '@mantine/core';
import { type AnyRecord, ApiProblem, type DescribedObject } from '@relata/client';
import { IconPencil } from '@tabler/icons-react';
import { type MouseEvent, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import { useProblemText } from '../../app/problem-text.ts';
import { useAsBegun } from '../../data/as-begun.ts';
import { patch } from '../../data/records.ts';
import { change } from '../../data/writes.ts';
import { FieldCell, FieldInput, isEmpty, isWritable } from '../../fields/index.tsx';
import { sameValue } from '../../fields/same-value.ts';
import { DuplicateHint } from '../duplicates/lazy.ts';
import { FieldHints } from './field-hints.tsx';
import { useRules } from './use-rules.ts';
import { fieldErrors } from '../forms/field-errors.ts';
import styles from './record.module.css';

interface Props {
  object: DescribedObject;
  record: AnyRecord;
  name: string;
}

/** Somebody else changed the same field since it was read. */
interface Conflict {
  mine: unknown;
  theirs: unknown;
  version: number;
}

/** One field of a record: read it, click or press Enter to change it where it stands. */
export function FieldRow({ object, record, name }: Props) {
  const { t } = useTranslation('record');
  const labels = useLabels();
  const problemText = useProblemText();
  const [draft, setDraft] = useState<{ value: unknown; error?: string } | null>(null);
  /** As it is being typed. */
  const [typed, setTyped] = useState<unknown>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const begun = useAsBegun(record, draft !== null);
  const pencil = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  const field = object.fields[name];
  const value = record[name];
  const rules = useRules();
  const isLocked = field !== undefined && rules.isReadOnly(object, name, record);
  const isCounted = field !== undefined && rules.isCounted(object, name, record);
  const mayEdit =
    field !== undefined && object.can.update && isWritable(field) && !isLocked && !isCounted;
  const label = labels.field(object, name);

  // The keyboard goes on where it left off.
  useEffect(() => {
    if (draft) wasEditing.current = true;
    else if (wasEditing.current) {
      wasEditing.current = false;
      if (document.activeElement === document.body || document.activeElement === null)
        pencil.current?.focus();
    }
  }, [draft]);
  if (!field) return null;

  const save = async (next: unknown, from: AnyRecord = begun) => {
    setDraft(null);
    if (sameValue(next, from[name])) return;
    try {
      await change(object, from, { [name]: next });
      setConflict(null);
    } catch (error) {
      const clash = conflictIn(error, name);
      if (clash) setConflict({ mine: next, ...clash });
      else
        setDraft({
          value: next,
          error: fieldErrors(error, labels, [name])[name] ?? problemText(error),
        });
    }
  };
  const tells =
    field.matches ||
    ['emails', 'phones'].includes(field.kind) ||
    object.alike?.names.includes(name);
  const open = () => {
    if (!mayEdit) return;
    setTyped(value);
    setDraft({ value });
  };
  const onClick = (event: MouseEvent) => {
    // Links in the value lead where they lead; marked text is for copying.
    if (event.target instanceof Element && event.target.closest('a, button')) return;
    if (window.getSelection()?.isCollapsed === false) return;
    open();
  };

  return (
    <div className={styles['field']} data-field={name}>
      <div className={styles['label']} id={`label-${record.id}-${name}`}>
        {label}
        {mayEdit && isEmpty(value) && rules.isRequired(object, name, record) ? (
          <span
            className={styles['needed']}
            title={t('needed')}
            aria-label={t('needed')}
            role="img"
          >
            *
          </span>
        ) : null}
        <FieldHints
          object={object}
          field={field}
          isLocked={isLocked && object.can.update}
          isCounted={isCounted}
        />
      </div>
      <div style={{ minWidth: 0 }}>
        {draft || (field.kind === 'boolean' && mayEdit) ? (
          // A box to tick is its own editor.
          <div className={styles['editing']} data-kind={field.kind}>
            <FieldInput
              object={object}
              name={name}
              value={draft ? draft.value : value}
              record={record}
              error={draft?.error}
              compact
              inline
              autoFocus={field.kind !== 'boolean'}
              onChange={tells ? setTyped : undefined}
              onCommit={(next) => void save(next)}
              onCancel={() => setDraft(null)}
            />
            {tells && draft ? (
              <Suspense fallback={null}>
                <DuplicateHint
                  object={object}
                  values={{ ...record, [name]: typed }}
                  but={record.id}
                  field={name}
                />
              </Suspense>
            ) : null}
          </div>
        ) : (
          // The pencil is the button; the rest is a larger target for the mouse.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
          <div className={styles['value']} data-editable={mayEdit || undefined} onClick={onClick}>
            <div className={styles['shown']}>
              {isEmpty(value) ? (
                <span className={styles['blank']}>{t(mayEdit ? 'add' : 'empty')}</span>
              ) : (
                <FieldCell object={object} name={name} value={value} record={record} full />
              )}
            </div>
            {mayEdit ? (
              <ActionIcon
                ref={pencil}
                className={styles['pencil']}
                aria-label={t('editField', { field: label })}
                onClick={open}
              >
                <IconPencil size={14} />
              </ActionIcon>
            ) : null}
          </div>
        )}
        {conflict ? (
          <ConflictChoice
            object={object}
            record={record}
            name={name}
            conflict={conflict}
            onMine={() => {
              patch(object.name, record.id, { version: conflict.version });
              void save(conflict.mine, {
                ...record,
                [name]: conflict.theirs,
                version: conflict.version,
              });
            }}
            onTheirs={() => setConflict(null)}
          />
        ) : null}
      </div>
    </div>
  );
}

interface ChoiceProps extends Props {
  conflict: Conflict;
  onMine: () => void;
  onTheirs: () => void;
}

/** Both values beside each other; the person decides. */
function ConflictChoice({ object, record, name, conflict, onMine, onTheirs }: ChoiceProps) {
  const { t } = useTranslation('record');
  const shown = (value: unknown) =>
    isEmpty(value) ? (
      <i>{t('empty')}</i>
    ) : (
      <FieldCell object={object} name={name} value={value} record={record} full />
    );
  return (
    <div className={styles['conflict']} role="alert">
      {t('conflict.text')}
      <dl>
        <dt>{t('conflict.theirs')}</dt>
        <dd>{shown(conflict.theirs)}</dd>
        <dt>{t('conflict.mine')}</dt>
        <dd>{shown(conflict.mine)}</dd>
      </dl>
      <Group gap="xs">
        <Button size="compact-xs" variant="default" onClick={onTheirs}>
          {t('conflict.keepTheirs')}
        </Button>
        <Button size="compact-xs" onClick={onMine}>
          {t('conflict.takeMine')}
        </Button>
      </Group>
    </div>
  );
}

function conflictIn(error: unknown, name: string): Omit<Conflict, 'mine'> | null {
  if (!(error instanceof ApiProblem) || error.code !== 'stale') return null;
  const { current, fields } = error.details;
  if (typeof fields !== 'object' || fields === null) return null;
  const since: unknown = Object.entries(fields).find(([field]) => field === name)?.[1];
  if (typeof since !== 'object' || since === null || !('value' in since)) return null;
  return { theirs: since.value, version: typeof current === 'number' ? current : 0 };
}
