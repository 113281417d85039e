import { Alert } from '@mantine/core';
import type { ImportRun } from '@relata/client';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './check.module.css';

/** What is odd about the file as a whole. */
export function FileProblems({ run }: { run: ImportRun }) {
  const { t } = useTranslation('import');
  if (!run.problems.length) return null;
  return (
    <Alert color="orange" title={t('check.problems')} icon={<IconAlertTriangle size={18} />}>
      <ul className={classes['problems']}>
        {run.problems.map((problem) => (
          <li key={`${problem.code} ${problem.line}`}>
            {problem.line !== undefined && `${t('check.line', { line: problem.line })}: `}
            {problem.message}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
