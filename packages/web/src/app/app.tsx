import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../data/query-client.ts';
import { ToastHost } from '../ui/toast-host.tsx';
import { LabelsProvider } from './labels-provider.tsx';
import { router } from './router.tsx';
import { cssVariables, theme } from './theme.ts';

export function App() {
  const { t } = useTranslation('app');
  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <LabelsProvider>
          <RouterProvider router={router} />
        </LabelsProvider>
        <ToastHost label={t('shell.notifications')} closeLabel={t('close')} />
      </MantineProvider>
    </QueryClientProvider>
  );
}
