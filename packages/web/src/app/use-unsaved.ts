import { useBlocker } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { askFirst } from '../ui/question.ts';

/**
 * While something is typed that is not saved yet, whoever leaves its page is asked first (OO-CON-06): on the way to
 * another page of the app or another thing that the same page opens, and by the browser where the whole app is left.
 *
 * @returns says that it has been saved, for whoever goes on at once
 */
export function useUnsaved(isDirty: boolean): () => void {
  const ask = useAskToDiscard();
  const dirty = useRef(isDirty);
  useEffect(() => {
    dirty.current = isDirty;
  }, [isDirty]);
  useBlocker({
    disabled: !isDirty,
    enableBeforeUnload: () => dirty.current,
    shouldBlockFn: async ({ current, next }) => {
      const stays = current.pathname === next.pathname && openIn(current) === openIn(next);
      if (stays || !dirty.current) return false;
      return !(await ask());
    },
  });
  return () => {
    dirty.current = false;
  };
}

/** Asks whether what was typed may be lost; also where a drawer closes and the page stays. */
export function useAskToDiscard(): () => Promise<boolean> {
  const { t } = useTranslation('fields');
  return () =>
    askFirst({
      title: t('form.discardTitle'),
      text: t('form.discardText'),
      yes: t('form.discard'),
      no: t('form.keep'),
    });
}

/** What of a page is open, where its address says so. */
const openIn = ({ search }: { search: object }): unknown =>
  'open' in search ? search.open : undefined;
