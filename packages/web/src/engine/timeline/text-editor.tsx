import { Button, Group, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  label: string;
  start: string;
  /** Saved empty, it goes. */
  mayBeEmpty?: boolean;
  onSave: (text: string) => void;
  onCancel: () => void;
  /** Beside the buttons. */
  children?: ReactNode;
}

/** Changes a text where it stands in the timeline. */
export function TextEditor({
  label,
  start,
  mayBeEmpty = false,
  onSave,
  onCancel,
  children,
}: Props) {
  const { t } = useTranslation('record');
  const [text, setText] = useState(start);
  const isSavable = mayBeEmpty || text.trim() !== '';
  const save = () => isSavable && onSave(text);
  return (
    <>
      <Textarea
        mt={6}
        autosize
        minRows={2}
        maxRows={16}
        autoFocus
        aria-label={label}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.stopPropagation();
            onCancel();
          }
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
        }}
      />
      <Group gap="xs" mt="xs">
        <Button size="compact-sm" onClick={save} disabled={!isSavable}>
          {t('save')}
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={onCancel}>
          {t('cancel')}
        </Button>
        {children}
      </Group>
    </>
  );
}
