import type { DescribedObject } from '@relata/client';
import { IconFileImport } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './file.module.css';
import { handOver } from './handed-over.ts';
import { useFileDrop } from './use-file-drop.ts';

/** On the page of a list: a file dropped on it goes to the import. */
export function DropAnywhere({ object }: { object: DescribedObject }) {
  const { t } = useTranslation('collection');
  const navigate = useNavigate();
  const isOver = useFileDrop(([file]) => {
    if (!file) return;
    handOver(file);
    void navigate({ to: '/$plural/import', params: { plural: object.plural } });
  });
  if (!isOver) return null;
  return (
    <div className={classes['veil']} aria-hidden>
      <IconFileImport size={40} stroke={1.3} />
      {t('dropNow')}
    </div>
  );
}
