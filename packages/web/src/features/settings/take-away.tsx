import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { CancelButton, Dialog } from '../../app/dialog.tsx';
import { useProblemText } from '../../app/problem-text.ts';

interface Props {
  title: string;
  /** What uses it, or goes along; null: nobody knows yet. */
  uses: string | null;
  /** What the button says. */
  confirm: string;
  /** Something has to be chosen first. */
  isHeld?: boolean;
  /** Throws what is wrong with it, which is said here. */
  take: () => Promise<unknown>;
  onClose: (isGone: boolean) => void;
  /** What takes its place, where that is asked. */
  children?: ReactNode;
}

/** The question before something of the settings goes: says what uses it. Whatever goes comes back by Undo. */
export function TakeAway({ title, uses, confirm, isHeld = false, take, onClose, children }: Props) {
  const problemOf = useProblemText();
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await take();
      onClose(true);
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <Dialog isDirty={false} onClose={() => onClose(false)} title={title} size="sm" zIndex={250}>
      <Stack gap="md">
        <Text size="sm" mih="1lh">
          {uses}
        </Text>
        {children}
        {problem ? (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {problemOf(problem)}
          </Text>
        ) : null}
        <Group justify="flex-end" gap="xs">
          <CancelButton />
          <Button
            color="red"
            data-autofocus={children ? undefined : true}
            loading={isBusy}
            disabled={uses === null || isHeld}
            onClick={() => void go()}
          >
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
