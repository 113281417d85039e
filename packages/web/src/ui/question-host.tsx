import { Button, Group, Modal, Text } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { onQuestion, openQuestion } from './question.ts';

/** Where the questions of `askFirst` appear; stands once in the shell. */
export function QuestionHost({ no }: { no: string }) {
  const question = useSyncExternalStore(onQuestion, openQuestion);
  if (!question) return null;
  const { title, text, yes, answer } = question;
  return (
    <Modal opened onClose={() => answer(false)} title={title} size="sm" zIndex={400}>
      <Text size="sm">{text}</Text>
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" data-autofocus onClick={() => answer(false)}>
          {no}
        </Button>
        <Button onClick={() => answer(true)}>{yes}</Button>
      </Group>
    </Modal>
  );
}
