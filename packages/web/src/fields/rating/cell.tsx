import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CellProps } from '../contract.ts';
import styles from '../fields.module.css';

const steps = [1, 2, 3, 4, 5];

export function RatingCell({ value }: CellProps<number>) {
  const { t } = useTranslation('fields');
  return (
    <span className={styles['stars']} role="img" aria-label={t('rating', { count: value })}>
      {steps.map((step) =>
        step <= value ? <IconStarFilled key={step} size={14} /> : <IconStar key={step} size={14} />,
      )}
    </span>
  );
}
