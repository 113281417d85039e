import { Alert, Button, Drawer, Group, Stack } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../app/problem-text.ts';
import { useAskToDiscard, useUnsaved } from '../../app/use-unsaved.ts';

interface Props {
  title: string;
  /** Something that no input says itself: what was thrown, or its words. */
  problem: unknown;
  submit: string;
  isReady: boolean;
  /** All that can be typed and chosen in it: where it is not as it was opened, whoever closes it is asked first. */
  typed: unknown;
  /** Resolves also where it came to nothing: what is wrong is in `problem`, or said at the inputs. */
  onSubmit: () => Promise<void>;
  onClose: () => void;
  /** Takes it away; missing where there is nothing to take. */
  remove?: { label: string; ask: () => void } | undefined;
  /** Something stands in front of it, which the key is for. */
  isBehind?: boolean;
  children: ReactNode;
}

/** The form of something in the settings, beside the list in which it stands. */
export function SettingDrawer(props: Props) {
  const { title, problem, submit, isReady, typed, onSubmit, onClose, remove, isBehind, children } =
    props;
  const { t } = useTranslation('app');
  const problemOf = useProblemText();
  const isNarrow = useMediaQuery('(max-width: 36em)');
  const [isBusy, setBusy] = useState(false);
  const [asOpened] = useState(() => written(typed));
  const isDirty = !isBusy && written(typed) !== asOpened;
  useUnsaved(isDirty);
  const askToDiscard = useAskToDiscard();
  const [isAsking, setAsking] = useState(false);
  const close = async () => {
    if (!isDirty) return onClose();
    setAsking(true);
    const leaves = await askToDiscard();
    setAsking(false);
    if (leaves) onClose();
  };
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    await onSubmit();
    setBusy(false);
  };
  return (
    <Drawer
      opened
      onClose={() => void close()}
      closeOnEscape={!isBehind && !isAsking}
      position="right"
      size={isNarrow ? '100%' : 520}
      title={title}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <form onSubmit={(event) => void send(event)}>
        <Stack gap="md">
          {problem ? (
            <Alert color="red" variant="light" role="alert">
              {typeof problem === 'string' ? problem : problemOf(problem)}
            </Alert>
          ) : null}
          {children}
          <Group justify="space-between">
            {remove ? (
              <Button variant="subtle" color="red" onClick={remove.ask}>
                {remove.label}
              </Button>
            ) : (
              <span />
            )}
            <Group gap="xs">
              <Button variant="default" onClick={() => void close()}>
                {t('cancel')}
              </Button>
              <Button type="submit" loading={isBusy} disabled={!isReady}>
                {submit}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Drawer>
  );
}

/** What is empty again counts as never typed. */
const written = (typed: unknown): string =>
  JSON.stringify(typed, (_name, value: unknown) =>
    value === null || value === '' ? undefined : value,
  );
