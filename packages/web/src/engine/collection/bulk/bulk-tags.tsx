import { Button, Group, Stack, TagsInput } from '@mantine/core';
import { useState } from 'react';
import { useSmallList } from '../../../fields/titles.ts';

/** Asks for tags: known ones, or new ones as typed. */
export function BulkTags({ label, onApply }: { label: string; onApply: (tags: string[]) => void }) {
  const known = useSmallList('tag');
  const [tags, setTags] = useState<string[]>([]);
  return (
    <Stack gap="sm">
      <TagsInput
        label={label}
        data={known.map((tag) => tag.title)}
        value={tags}
        onChange={setTags}
        autoFocus
        data-autofocus
        splitChars={[',', ';']}
        comboboxProps={{ position: 'top' }}
      />
      <Group justify="flex-end">
        <Button disabled={tags.length === 0} onClick={() => onApply(tags)}>
          {label}
        </Button>
      </Group>
    </Stack>
  );
}
