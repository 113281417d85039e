import { Button, Checkbox, Group, Modal, Text } from '@mantine/core';
import { useRef, useSyncExternalStore } from 'react';
import { onQuestion, openQuestion } from './question.ts';

/** Where the questions of `askFirst` appear; stands once in the shell. */
export function QuestionHost({ no, close }: { no: string; close: string }) {
  const question = useSyncExternalStore(onQuestion, openQuestion);
  const box = useRef<HTMLInputElement>(null);
  if (!question) return null;
  const { title, text, yes, answer, remember } = question;
  const say = (isWanted: boolean) => answer(isWanted, box.current?.checked);
  return (
    <Modal
      opened
      onClose={() => answer(false)}
      title={title}
      size="sm"
      zIndex={400}
      closeButtonProps={{ 'aria-label': close }}
    >
      <Text size="sm">{text}</Text>
      {remember && <Checkbox ref={box} mt="md" label={remember} />}
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" data-autofocus onClick={() => say(false)}>
          {question.no ?? no}
        </Button>
        <Button onClick={() => say(true)}>{yes}</Button>
      </Group>
    </Modal>
  );
}
