import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { useMe } from '../data/session.ts';

/** Light, dark or as the system has it: the person's choice follows them to every machine. */
export function useTheme(): void {
  const { user, viewedBy } = useMe();
  const { setColorScheme } = useMantineColorScheme();
  const wanted = user.theme ?? 'auto';
  // All tabs of a browser look the same: whoever looks on as somebody else keeps their own.
  useEffect(() => {
    if (!viewedBy) setColorScheme(wanted);
  }, [wanted, viewedBy, setColorScheme]);
}
