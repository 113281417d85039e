import { Alert, Button, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import type { AnyRecord, LeadRun } from '@relata/client';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../app/dialog.tsx';
import { useProblemText } from '../../../app/problem-text.ts';
import { client } from '../../../data/client.ts';
import { queryClient } from '../../../data/query-client.ts';
import { refreshTables } from '../../../data/records.ts';
import { offerUndo, tell } from '../../../data/undo.ts';
import { noteWork } from '../../../data/work.ts';
import { DecisionRow } from '../../leads/decision.tsx';
import classes from './processor.module.css';

interface Props {
  /** Null: all that are active. */
  rule: AnyRecord | null;
  /** Only what would happen. */
  isDry: boolean;
  onClose: () => void;
}

/** Puts the free pool through a rule or all of them, or says what would happen, and shows lead by lead why. */
export function RunDialog({ rule, isDry, onClose }: Props) {
  const { t } = useTranslation(['processor', 'leads', 'app']);
  const problemOf = useProblemText();
  const [done, setDone] = useState<LeadRun>();
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const begun = useRef(false);
  const run = async (dry: boolean) => {
    setBusy(true);
    setProblem(null);
    try {
      const answer = await client.runLeadRules(rule?.id ?? null, dry);
      if ('status' in answer) {
        noteWork(answer);
        tell(t('run.inBackground'));
        onClose();
        return;
      }
      setDone(answer);
      if (answer.batch === null) return;
      const text = t('run.done', { count: answer.assigned });
      if (answer.looked) offerUndo({ batch: answer.batch, object: 'lead', text });
      refreshTables('lead');
      await queryClient.invalidateQueries({ queryKey: ['leadDecisions'] });
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void run(isDry);
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  const isOver = done !== undefined && done.batch !== null;
  const name = rule?.title ?? t('run.all');
  return (
    <Dialog
      onClose={onClose}
      size="xl"
      title={t(isDry && !isOver ? 'run.dryTitle' : 'run.title', { name })}
    >
      <Stack gap="md">
        {problem ? (
          <Alert color="red" variant="light" role="alert">
            {problemOf(problem)}
          </Alert>
        ) : null}
        {done ? (
          <>
            <dl className={classes['counts']} aria-label={t('run.counts')}>
              {(['looked', 'assigned', 'duplicate', 'unprocessed'] as const).map((one) => (
                <div key={one}>
                  <dt>{t(`run.${one}`)}</dt>
                  <dd>{done[one]}</dd>
                </div>
              ))}
            </dl>
            {done.decisions.length ? (
              <div
                className={classes['scroll']}
                role="group"
                aria-label={t('run.decisions')}
                tabIndex={0}
              >
                <Table verticalSpacing="xs" aria-label={t('run.decisions')}>
                  <Table.Thead>
                    <Table.Tr>
                      {(['lead', 'outcome', 'whom', 'why'] as const).map((column) => (
                        <Table.Th key={column}>{t(`leads:decision.${column}`)}</Table.Th>
                      ))}
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {done.decisions.map((one) => (
                      <DecisionRow key={one.lead.id} decision={one} />
                    ))}
                  </Table.Tbody>
                </Table>
              </div>
            ) : (
              <Text c="dimmed">{t('run.nothing')}</Text>
            )}
            {done.looked > done.decisions.length ? (
              <Text size="sm" c="dimmed">
                {t('run.first', { count: done.decisions.length })}
              </Text>
            ) : null}
          </>
        ) : problem ? null : (
          <Skeleton h={220} />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('app:close')}
          </Button>
          {isDry && !isOver ? (
            <Button loading={isBusy} disabled={!done?.looked} onClick={() => void run(false)}>
              {t('run.execute')}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </Dialog>
  );
}
