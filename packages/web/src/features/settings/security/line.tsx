import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  label: string;
  hint: ReactNode;
  /** Beside the label. */
  badge?: ReactNode;
  children?: ReactNode;
}

/** One thing of the security settings, with what can be done about it at its end. */
export function Line({ label, hint, badge, children }: Props) {
  return (
    <Group justify="space-between" align="flex-start">
      <div style={{ flex: '1 1 12rem', minWidth: 0 }}>
        <Group gap="xs">
          <Text fw={500}>{label}</Text>
          {badge}
        </Group>
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
      </div>
      <div style={{ flex: 'none' }}>{children}</div>
    </Group>
  );
}
