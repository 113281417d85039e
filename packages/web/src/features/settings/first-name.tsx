import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Props {
  /** What it came with: as we ship it, or as it was called when it was made. */
  first: string | null | undefined;
  isRenamed: boolean;
  onBack: () => void;
}

/** Gives something that has been renamed the name back that it came with. Everything in the settings that has one offers it so. */
export function FirstName({ first, isRenamed, onBack }: Props) {
  const { t } = useTranslation('arrange');
  if (!first || !isRenamed) return null;
  return (
    <Button size="compact-sm" variant="subtle" style={{ alignSelf: 'start' }} onClick={onBack}>
      {t('backTo', { name: first })}
    </Button>
  );
}

/** The name that a record came with, where it is called otherwise by now. */
export const firstNameOf = (record: Record<string, unknown> | null): string =>
  typeof record?.['initialName'] === 'string' ? record['initialName'] : '';
