import { Button } from '@mantine/core';
import type { ImportRun } from '@relata/client';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { described, useCatalog } from '../../data/catalog.ts';
import { client } from '../../data/client.ts';
import { sayProblem, tell } from '../../data/undo.ts';

/** Gives a draft up: nothing was written yet. */
export function DiscardButton({ run }: { run: ImportRun }) {
  const { t } = useTranslation('import');
  const navigate = useNavigate();
  const { plural } = described(useCatalog(), run.object);
  const discard = async () => {
    await client.cancelImport(run.id);
    await navigate({ to: '/$plural/import', params: { plural } });
    tell(t('bar.discarded'));
  };
  return (
    <Button variant="subtle" color="gray" onClick={() => void discard().catch(sayProblem)}>
      {t('bar.discard')}
    </Button>
  );
}
