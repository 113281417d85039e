import { Alert, Button, Group } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import type { ReactNode } from 'react';
import { CancelButton, Dialog } from '../../app/dialog.tsx';
import { FieldList } from './field-list.tsx';
import type { Form } from './use-form.ts';

interface Props {
  title: string;
  object: DescribedObject;
  form: Form;
  /** What stands beside what is asked for, where fields show or name themselves after it. */
  record?: Record<string, unknown>;
  /** What the button says that does it. */
  submit: string;
  isDangerous?: boolean;
  size?: 'md' | 'lg';
  /** Where it lies over other dialogs. */
  zIndex?: number;
  /** Above the fields. */
  children?: ReactNode;
  /** Another way out, at the left of the foot. */
  aside?: ReactNode;
  onSubmit: () => void;
  onClose: () => void;
}

/** A form in a dialog of its own: what is asked, what is wrong with it, Ctrl+Enter, and a way back. */
export function FormDialog(props: Props) {
  const { title, object, form, record = {}, submit, size = 'md', onSubmit, onClose } = props;
  return (
    <Dialog
      onClose={onClose}
      isDirty={form.isDirty}
      title={title}
      size={size}
      {...(props.zIndex && { zIndex: props.zIndex })}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {form.problem ? (
          <Alert color="red" role="alert" mb="sm">
            {form.problem}
          </Alert>
        ) : null}
        {props.children}
        <div
          role="presentation"
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            onSubmit();
          }}
        >
          <FieldList
            object={object}
            names={form.shown}
            values={{ ...record, ...form.values }}
            errors={form.errors}
            onChange={form.set}
            autoFocus
          />
        </div>
        <Group justify={props.aside ? 'space-between' : 'flex-end'} mt="md">
          {props.aside}
          <Group gap="xs">
            <CancelButton />
            <Button
              type="submit"
              loading={form.isBusy}
              {...(props.isDangerous && { color: 'red' })}
            >
              {submit}
            </Button>
          </Group>
        </Group>
      </form>
    </Dialog>
  );
}
