import type { BatchDone, Undone, WorkItem, WorkResult } from '@relata/client';
import i18next from 'i18next';
import { isLanguage, labelsIn } from '../app/language.ts';
import { problemText } from '../app/problem-text.ts';
import { dismiss, toast } from '../ui/toasts.ts';
import { client } from './client.ts';
import { queryClient } from './query-client.ts';
import { refreshTables } from './records.ts';

interface Doing {
  /** Of records; else what takes it back: false where that goes on in the background, as it has told. */
  batch: string | (() => Promise<unknown>);
  /** Batches that were made for it, the last first: they go back with it. */
  before?: readonly string[];
  object: string;
  /** What was done: `Stage changed`, `12 people deleted`. */
  text: string;
  /** Of work in the background: its end must not push away what somebody has just done here. */
  work?: string;
  /** It changed what the workspace's fields and lists are. */
  changesCatalog?: boolean;
}

/** What can still be taken back with Ctrl/⌘ Z, newest last. */
const done: Doing[] = [];

/** Tells what was done, and offers to take it back. One such toast at a time: the newest replaces the one before. */
export function offerUndo(doing: Doing): void {
  done.push(doing);
  if (done.length > 50) done.shift();
  toast({
    id: doing.work ?? 'undo',
    text: doing.text,
    tone: 'plain',
    lasts: 8000,
    action: { label: i18next.t('app:undo.undo'), run: () => void takeBack(doing) },
  });
}

/** Undoes the newest change that was made on this page. */
export async function undoLast(): Promise<void> {
  const last = done.at(-1);
  if (last) await takeBack(last);
}

/** Batches that were taken back on this page, or are just being. */
const back = new Set<string>();

export const isTakenBack = (batch: string): boolean => back.has(batch);

/** Undoes a batch and says what came of it: all, all but what was changed since, or 'in the background'. */
export async function takeBack(doing: Doing): Promise<void> {
  const at = done.indexOf(doing);
  if (at >= 0) done.splice(at, 1);
  dismiss(doing.work ?? 'undo');
  // News of it may come before the answer.
  if (typeof doing.batch === 'string') back.add(doing.batch);
  try {
    if (typeof doing.batch === 'string') {
      const undone = await client.undo(doing.batch);
      for (const one of doing.before ?? []) await client.undo(one);
      say(undone);
    } else {
      const isDone = await doing.batch();
      for (const one of doing.before ?? []) await client.undo(one);
      if (isDone !== false) tell(i18next.t('app:undo.done'));
    }
  } catch (error) {
    if (typeof doing.batch === 'string') back.delete(doing.batch);
    sayProblem(error);
  } finally {
    refreshTables(doing.object);
    await queryClient.invalidateQueries({
      predicate: ({ queryKey: [kind] }) =>
        doing.changesCatalog === true || (kind !== 'me' && kind !== 'catalog'),
    });
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
  toast({
    text: whatStayed({ ...answer.counts, kept: answer.refused }),
    tone: 'problem',
    lasts: 10_000,
  });
}

/** That not all of it could be taken back: what stays as it is, and why. */
export function whatStayed({
  undone = 0,
  refused = 0,
  kept = [],
}: Pick<WorkResult, 'undone' | 'refused' | 'kept'>): string {
  const labels = labelsHere();
  const reasons = Map.groupBy(kept, ({ error }) =>
    error ? labels.invalid(error) : i18next.t('app:undo.changedSince'),
  );
  const named = [...reasons].map(([reason, all]) => {
    const names = all.flatMap((one) => one.title || []).slice(0, 3);
    if (all.length > names.length) names.push('…');
    return i18next.t('app:undo.because', { names: names.join(', '), reason });
  });
  const all = undone
    ? i18next.t('app:undo.partly', { count: refused })
    : i18next.t('app:undo.nothing');
  return [all, ...named].join(' ');
}

/** A short word at the edge of the page. */
export function tell(text: string): void {
  toast({ text, tone: 'plain', lasts: 5000 });
}

/** Which of many records stay as they are, and why, where there is something to say. */
export function sayRefused({ counts, refused = [] }: Pick<BatchDone, 'counts' | 'refused'>): void {
  const [why] = refused.flatMap((one) => one.error ?? []);
  if (!counts.refused || !why) return;
  const names = refused.slice(0, 3).map((one) => one.title);
  if (counts.refused > names.length) names.push('…');
  const text = i18next.t('app:done.refused', {
    ...{ count: counts.refused, names: names.join(', '), reason: labelsHere().invalid(why) },
  });
  toast({ text, tone: 'problem', lasts: 10_000 });
}

const labelsHere = () => labelsIn(isLanguage(i18next.language) ? i18next.language : 'en');

/** What could not be done, and why, where there is no field to say it at. */
export function sayProblem(error: unknown): void {
  toast({
    text: problemText(error, labelsHere(), (key) => i18next.t(`app:${key}`)),
    tone: 'problem',
    lasts: 10_000,
  });
}
