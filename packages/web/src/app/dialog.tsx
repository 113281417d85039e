import { Button, Modal, type ModalProps } from '@mantine/core';
import { createContext, use, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { openQuestion } from '../ui/question.ts';
import { useIsOnTop } from './on-top.ts';
import { useAskToDiscard } from './use-unsaved.ts';

interface Props extends Omit<
  ModalProps,
  'opened' | 'closeOnEscape' | 'closeButtonProps' | 'onInput'
> {
  /**
   * Would closing it lose something? Where nobody says so, it would once something has been typed in it: so whoever
   * only asks or shows something never asks, and where typing only searches, or is saved at once, it is false.
   */
  isDirty?: boolean | undefined;
}

/** What is ticked or picked is as quickly ticked or picked again. */
const typedInto = 'input:not([type="checkbox"], [type="radio"]), textarea, [contenteditable]';

const Closing = createContext<() => void>(() => undefined);

/**
 * A dialog that is open as long as it is drawn. Whoever leaves it by Escape, by its cross, by a click beside it or by
 * its `CancelButton` is asked first where that would lose what was typed; whoever has saved calls `onClose` directly.
 */
export function Dialog({ isDirty, onClose, children, ...props }: Props) {
  const { t } = useTranslation('app');
  const askToDiscard = useAskToDiscard();
  const isOnTop = useIsOnTop();
  const isTyped = useRef(false);
  const isAsking = useRef(false);
  // What was being saved is saved, and nothing is lost any more.
  useEffect(
    () => () => {
      if (isAsking.current) openQuestion()?.answer(false);
    },
    [],
  );
  const leave = async () => {
    if (!(isDirty ?? isTyped.current)) return onClose();
    isAsking.current = true;
    const leaves = await askToDiscard();
    isAsking.current = false;
    if (leaves) onClose();
  };
  const close = () => void leave();
  return (
    <Modal
      {...props}
      opened
      onClose={close}
      closeOnEscape={isOnTop}
      closeButtonProps={{ 'aria-label': t('close') }}
      onInput={({ target }) => {
        if (target instanceof Element && target.matches(typedInto)) isTyped.current = true;
      }}
    >
      <Closing value={close}>{children}</Closing>
    </Modal>
  );
}

/** The way out of a dialog that stands beside its Save. */
export function CancelButton() {
  const { t } = useTranslation('app');
  return (
    <Button variant="default" onClick={use(Closing)}>
      {t('cancel')}
    </Button>
  );
}
