import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** Takes a file of ours home. */
export function DownloadButton({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Button
      variant="default"
      component="a"
      href={href}
      download
      leftSection={<IconDownload size={16} aria-hidden />}
    >
      {children}
    </Button>
  );
}
