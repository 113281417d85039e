import { Text } from '@mantine/core';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { Suspense } from 'react';
import { useLabels } from '../../app/language.ts';
import type { Acted } from '../../data/writes.ts';
import { FormDialog } from '../forms/form-dialog.tsx';
import { useForm } from '../forms/use-form.ts';
import { runAction } from './actions.ts';
import { ownDialogs } from './own-dialogs.ts';

interface Props {
  object: DescribedObject;
  record: AnyRecord;
  /** Name of the action. */
  action: string;
  /** Answers that are known already: the stage onto which a card was dropped. */
  given?: Record<string, unknown> | undefined;
  /** Hears what came of it, where that may be another record. */
  onDone?: (done: Acted) => unknown;
  onClose: (after: AnyRecord | null) => void;
}

/** Where a form of its own asks: it is drawn by the feature. */
export function ActionDialog(props: Props) {
  const Own = ownDialogs[`${props.object.name}.${props.action}`];
  if (!Own) return <DrawnDialog {...props} />;
  return (
    <Suspense>
      <Own {...props} />
    </Suspense>
  );
}

/** Asks what an action needs to know, then runs it. */
function DrawnDialog({ object, record, action, given, onDone, onClose }: Props) {
  return (
    <InputDialog
      object={object}
      action={action}
      what={record.title}
      given={given}
      onRun={async (input) => {
        const done = await runAction(object, record, action, input);
        onDone?.(done);
        return done.after;
      }}
      onClose={(after) => onClose(after ?? null)}
    />
  );
}

interface InputProps<T> {
  object: DescribedObject;
  action: string;
  /** With what it is done: a title, or how many. */
  what: string;
  given?: Record<string, unknown> | undefined;
  /** Not asked for: what cannot be the same for many. */
  without?: string | undefined;
  onRun: (input: Record<string, unknown>) => Promise<T>;
  onClose: (done: T | null) => void;
}

/** The form of an action's `input`. */
export function InputDialog<T>({
  object,
  action,
  what,
  given = {},
  without,
  onRun,
  onClose,
}: InputProps<T>) {
  const labels = useLabels();
  const { input = {}, irreversible } = object.actions[action] ?? {};
  const asking: DescribedObject = { ...object, fields: input };
  const names = Object.keys(input)
    .filter((name) => !(name in given) && name !== without)
    .toSorted((a, b) => Number(input[b]?.required ?? false) - Number(input[a]?.required ?? false));
  const form = useForm(asking, names, given);
  const submit = async () => {
    let done: T | null = null;
    const isDone = await form.submit(async (values) => {
      const filled = Object.fromEntries(
        Object.entries(values).filter(([, value]) => value !== null),
      );
      done = await onRun(filled);
    });
    if (isDone) onClose(done);
  };
  return (
    <FormDialog
      title={`${labels.action(object, action)}: ${what}`}
      object={asking}
      form={form}
      submit={labels.action(object, action)}
      isDangerous={irreversible === true}
      onSubmit={() => void submit()}
      onClose={() => onClose(null)}
    >
      {irreversible ? <Text size="sm">{labels.asks(action)}</Text> : null}
    </FormDialog>
  );
}
