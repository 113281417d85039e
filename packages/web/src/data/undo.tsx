import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Undone, WorkItem } from '@relata/client';
import { IconAlertCircle, IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import i18next from 'i18next';
import { labelsIn, isLanguage } from '../app/language.ts';
import { problemText } from '../app/problem-text.ts';
import { client } from './client.ts';
import { queryClient } from './query-client.ts';
import { refreshTables } from './records.ts';

interface Doing {
  batch: string;
  object: string;
  /** What was done: `Stage changed`, `12 people deleted`. */
  text: string;
}

/** What can still be taken back with Ctrl/⌘ Z, newest last. */
const done: Doing[] = [];

/** Tells what was done, and offers to take it back. One toast at a time: the newest replaces the one before. */
export function offerUndo(doing: Doing): void {
  done.push(doing);
  if (done.length > 50) done.shift();
  notifications.hide('undo');
  notifications.show({
    id: 'undo',
    autoClose: 8000,
    icon: <IconCheck size={16} aria-hidden />,
    color: 'gray',
    withBorder: true,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm" lineClamp={2}>
          {doing.text}
        </Text>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          onClick={() => void takeBack(doing)}
        >
          {i18next.t('app:undo.undo')}
        </Button>
      </Group>
    ),
  });
}

/** Undoes the newest change that was made on this page. */
export async function undoLast(): Promise<void> {
  const last = done.at(-1);
  if (last) await takeBack(last);
}

/** Undoes a batch and says what came of it: all, all but what was changed since, or 'in the background'. */
export async function takeBack(doing: Doing): Promise<void> {
  const at = done.indexOf(doing);
  if (at >= 0) done.splice(at, 1);
  notifications.hide('undo');
  try {
    say(await client.undo(doing.batch));
  } catch (error) {
    sayProblem(error);
  } finally {
    refreshTables(doing.object);
    await queryClient.invalidateQueries({ predicate: ({ queryKey: [kind] }) => kind !== 'me' && kind !== 'catalog' });
  }
}

function say(answer: Undone | WorkItem): void {
  if ('status' in answer) {
    tell(i18next.t('app:undo.inBackground'));
    queryClient.invalidateQueries({ queryKey: ['work'] }).catch(() => undefined);
    return;
  }
  if (answer.counts.refused === 0) {
    tell(i18next.t('app:undo.done'));
    return;
  }
  const names = answer.refused.slice(0, 3).map((one) => one.title);
  tell(i18next.t('app:undo.partly', { count: answer.counts.refused, names: names.join(', ') }));
}

/** A short word at the edge of the page. */
export function tell(text: string): void {
  notifications.show({ message: text, color: 'gray', withBorder: true, autoClose: 5000 });
}

/** What could not be done, and why, where there is no field to say it at. */
export function sayProblem(error: unknown): void {
  const labels = labelsIn(isLanguage(i18next.language) ? i18next.language : 'en');
  notifications.show({
    message: problemText(error, labels, (key) => i18next.t(`app:${key}`)),
    color: 'red',
    icon: <IconAlertCircle size={16} aria-hidden />,
    withBorder: true,
    autoClose: 10_000,
    role: 'alert',
  });
}
