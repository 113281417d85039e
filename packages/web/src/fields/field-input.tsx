import { Popover } from '@mantine/core';
import type { AnyRecord, DescribedObject } from '@relata/client';
import type { Field, FieldKind } from '@relata/model';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useLabels } from '../app/language.ts';
import { openWishes } from '../engine/forms/ask-create.ts';
import { checked } from './check.ts';
import { type CommitKey, commitKey } from './commit-key.ts';
import styles from './fields.module.css';
import { inputs } from './inputs.tsx';

export interface FieldInputProps {
  object: DescribedObject;
  name: string;
  /** Looked up in the object where it is left out. */
  field?: Field | undefined;
  value: unknown;
  /** With every keystroke. The value may still be one that does not fit the field: see `checked`. */
  onChange?: ((value: unknown) => void) | undefined;
  /**
   * Enter, a choice, or leaving the field: the value as the API takes it, and the key that did it, where one did.
   * Not called with a value that does not fit.
   */
  onCommit?: ((value: unknown, key: CommitKey | null) => void) | undefined;
  /** Escape. */
  onCancel?: (() => void) | undefined;
  error?: string | undefined;
  /** The field's own name unless given; false shows none. Compact inputs have none. */
  label?: string | false | undefined;
  description?: string | undefined;
  required?: boolean | undefined;
  disabled?: boolean | undefined;
  autoFocus?: boolean | undefined;
  /** Small and without label: in cells, and for fields edited in place. */
  compact?: boolean | undefined;
  /** Tab saves and leads on, beyond the last of its inputs, as Enter does. */
  isInTable?: boolean | undefined;
  /** There is room below: inputs of several rows need no popover of their own. */
  inline?: boolean | undefined;
  /** The record as edited so far. */
  record?: Partial<AnyRecord> | undefined;
}

/** References keep the title that they were picked with, so that it is shown before the server has answered. */
const keptAs: ReadonlySet<FieldKind> = new Set<FieldKind>(['link', 'user', 'links']);

/** Inputs that a cell is too small for. */
const roomy: ReadonlySet<FieldKind> = new Set<FieldKind>([
  'longText',
  'emails',
  'phones',
  'urls',
  'addresses',
  'links',
  'files',
  'json',
  'dateTime',
  'money',
]);

export function FieldInput(props: FieldInputProps) {
  const {
    object,
    name,
    field = object.fields[name],
    value,
    onChange,
    onCommit,
    onCancel,
    compact,
    inline,
  } = props;
  const labels = useLabels();
  const [draft, setDraft] = useState({ from: value, value });
  const [problem, setProblem] = useState<string>();
  const latest = useRef(value);
  const root = useRef<HTMLDivElement>(null);
  const hasFocus = useRef(false);
  const isOver = useRef(false);
  /** Something is being made for it in a dialog, which comes back to it (EP-OPP-11). */
  const isWaiting = useRef(false);
  /** The key that is being pressed: an option can be chosen by it, too. */
  const key = useRef<CommitKey | null>(null);
  if (draft.from !== value) {
    setDraft({ from: value, value });
  }
  useEffect(() => {
    latest.current = draft.value;
  }, [draft.value]);
  if (!field) return null;

  const change = (next: unknown) => {
    latest.current = next;
    setDraft({ from: value, value: next });
    setProblem(undefined);
    onChange?.(next);
    if (isWaiting.current) commit();
  };
  const commit = () => {
    isWaiting.current = false;
    if (!onCommit || isOver.current) return;
    const result = checked(field, latest.current);
    if (result.error) {
      setProblem(labels.invalid(result.error));
      return;
    }
    isOver.current = true;
    onCommit(keptAs.has(field.kind) ? latest.current : result.value, key.current);
    // Whoever keeps the input on the page may be given another value.
    queueMicrotask(() => {
      isOver.current = false;
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    // Calendars and lists open elsewhere on the page and mind their own keys.
    if (event.defaultPrevented || !target || !root.current?.contains(target)) return;
    if (event.key === 'Escape' && onCancel) {
      event.stopPropagation();
      isOver.current = true;
      onCancel();
    }
    if (event.key === 'Tab' && props.isInTable && isAtEdge(root.current, target, event.shiftKey)) {
      event.preventDefault();
      event.stopPropagation();
      commit();
    }
    if (event.key !== 'Enter' || !onCommit) return;
    const takesEnter =
      target.tagName === 'TEXTAREA' || target.tagName === 'BUTTON' || target.tagName === 'A';
    if (takesEnter && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    commit();
  };
  const onBlur = () => {
    hasFocus.current = false;
    setTimeout(() => {
      isWaiting.current = openWishes().length > 0;
      if (isWaiting.current) return;
      if (!hasFocus.current && document.hasFocus() && root.current) commit();
    }, 0);
  };

  const Input = inputs[field.kind];
  const title = labels.field(object, name);
  const input = (
    <div
      ref={root}
      role="presentation"
      onKeyDownCapture={(event) => {
        key.current = commitKey(event);
        // Not before everything that hears of the key has heard of it.
        setTimeout(() => {
          key.current = null;
        });
      }}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => {
        // As in a spreadsheet: what is typed takes the place of what is there.
        if (props.isInTable && target instanceof HTMLInputElement) target.select();
        hasFocus.current = true;
        isWaiting.current = false;
      }}
      onBlur={onBlur}
    >
      <Input
        object={object}
        name={name}
        field={field}
        value={draft.value ?? null}
        record={props.record}
        onChange={change}
        onDone={
          onCommit &&
          ((next) => {
            latest.current = next;
            commit();
          })
        }
        label={props.label === false || compact ? undefined : (props.label ?? title)}
        ariaLabel={props.label || title}
        description={props.description ?? (compact ? undefined : labels.help(field))}
        error={props.error ?? problem}
        required={props.required ?? field.required}
        disabled={props.disabled}
        autoFocus={props.autoFocus}
        compact={compact}
      />
    </div>
  );
  if (!compact || inline || !roomy.has(field.kind)) return input;
  return (
    <Popover
      opened
      position="bottom-start"
      offset={-30}
      shadow="md"
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Popover.Target>
        <div style={{ height: 30 }} />
      </Popover.Target>
      <Popover.Dropdown p="xs" className={styles['roomy']}>
        {input}
      </Popover.Dropdown>
    </Popover>
  );
}

/** What Tab reaches in it; what only helps to type is passed over. */
const places = 'input, textarea, select, button:not([data-aside])';

/** Nothing more that Tab would reach in it, in that direction. */
function isAtEdge(root: HTMLElement, target: HTMLElement, isBackwards: boolean): boolean {
  const stops = [...root.querySelectorAll<HTMLElement>(places)].filter(
    (one) => one.tabIndex >= 0 && !one.matches(':disabled') && one.checkVisibility(),
  );
  return target === stops.at(isBackwards ? 0 : -1);
}
