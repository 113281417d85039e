import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { useMe } from '../data/session.ts';

/** Light, dark or as the system has it: the person's choice follows them to every machine. */
export function useTheme(): void {
  const { user } = useMe();
  const { setColorScheme } = useMantineColorScheme();
  const wanted = user.theme ?? 'auto';
  useEffect(() => setColorScheme(wanted), [wanted, setColorScheme]);
}
