import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './empty.module.css';

/** Says what belongs here, and holds the one button that starts it. */
export function Empty(props: {
  icon?: ReactNode;
  title: string;
  text?: string;
  children?: ReactNode;
  role?: 'alert' | 'status';
}) {
  return (
    <Stack className={classes['root']} align="center" gap="xs" role={props.role}>
      {props.icon && <div className={classes['icon']}>{props.icon}</div>}
      <Title order={2}>{props.title}</Title>
      {props.text && (
        <Text c="dimmed" ta="center" maw={440}>
          {props.text}
        </Text>
      )}
      {props.children && <div className={classes['actions']}>{props.children}</div>}
    </Stack>
  );
}
