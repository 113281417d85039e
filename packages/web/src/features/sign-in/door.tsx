import { useQuery } from '@tanstack/react-query';
import { Alert, Group, Stack, Title } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { waysQuery } from './ways.ts';
import classes from '../door.module.css';

interface Props {
  title: string;
  /** What went wrong. */
  error?: string | undefined;
  onSubmit?: () => void;
  children: ReactNode;
}

/** The frame of every page before one is in: a card with a form. */
export function Door({ title, error, onSubmit, children }: Props) {
  const { data: ways } = useQuery(waysQuery);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit?.();
  };
  const contents = (
    <Stack gap="md">
      <Group gap="sm" wrap="nowrap">
        {ways?.logo ? (
          <img src={ways.logo} alt="" className={classes['logo']} />
        ) : (
          <img src="/icon.svg" alt="" width={32} height={32} />
        )}
        <Title order={1}>{title}</Title>
      </Group>
      {error && (
        <Alert color="red" variant="light" role="alert">
          {error}
        </Alert>
      )}
      {children}
    </Stack>
  );
  return (
    <main className={classes['page']}>
      {onSubmit ? (
        <form className={classes['card']} onSubmit={submit}>
          {contents}
        </form>
      ) : (
        <div className={classes['card']}>{contents}</div>
      )}
    </main>
  );
}
