import { Alert, Button, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useProblemText } from '../../../app/problem-text.ts';
import { described, useCatalog } from '../../../data/catalog.ts';
import { client } from '../../../data/client.ts';
import { queryClient } from '../../../data/query-client.ts';
import { workQuery } from '../../../data/work.ts';
import { DiscardButton } from '../discard-button.tsx';
import { draftOf, importQuery, type OpenImport } from '../draft.ts';
import { Frame, Part } from '../frame.tsx';
import { FileProblems } from './file-problems.tsx';
import { Preview } from './preview.tsx';
import { questionsId, Questions } from './questions.tsx';
import { Rules } from './rules.tsx';
import { UnknownNames } from './unknown-names.tsx';

/** The third step: real rows as they will be written, and everything that has to be said before. */
export function CheckStep({ open }: { open: OpenImport }) {
  const { run, problem } = open;
  const { t } = useTranslation('import');
  const navigate = useNavigate();
  const problemText = useProblemText();
  const format = useFormat();
  const { start, isStarting, refusal } = useStart(run.id);
  const object = described(useCatalog(), run.object);
  const needed = run.questions.filter((question) => question.required).length;
  const back = () =>
    void navigate({ to: '.', search: (before) => ({ ...before, step: undefined }) });

  return (
    <Frame
      object={object}
      step="check"
      onStep={back}
      bar={
        <>
          <Text size="sm" c={needed ? undefined : 'dimmed'} flex={1} miw={160} aria-live="polite">
            {needed ? t('question.open', { count: needed }) : run.fileName}
          </Text>
          <DiscardButton run={run} />
          <Button variant="default" onClick={back}>
            {t('bar.back')}
          </Button>
          {needed ? (
            <Button onClick={toQuestions}>{t('question.answer', { count: needed })}</Button>
          ) : (
            <Button loading={isStarting} onClick={start}>
              {t('bar.start', { count: run.rows, number: format.number(run.rows) })}
            </Button>
          )}
        </>
      }
    >
      {(problem ?? refusal) !== null && (
        <Alert color="red" role="alert" icon={<IconAlertCircle size={18} />}>
          {problemText(problem ?? refusal)}
        </Alert>
      )}
      <FileProblems run={run} />
      <Questions open={open} />
      <Part title={t('check.title')}>
        <Preview open={open} />
      </Part>
      <Rules open={open} />
      <UnknownNames open={open} />
    </Frame>
  );
}

function toQuestions(): void {
  const first = document.querySelector<HTMLElement>(`#${questionsId} input`);
  document.getElementById(questionsId)?.scrollIntoView({ block: 'start' });
  first?.focus();
}

/** Starts the run when everything that was changed has arrived. */
function useStart(id: string) {
  const [isStarting, setStarting] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);
  const start = async () => {
    setStarting(true);
    setRefusal(null);
    try {
      await draftOf(id).settled();
      queryClient.setQueryData(importQuery(id).queryKey, await client.startImport(id));
      await queryClient.invalidateQueries({ queryKey: workQuery.queryKey });
    } catch (error) {
      setRefusal(error);
      await queryClient.invalidateQueries({ queryKey: importQuery(id).queryKey });
    } finally {
      setStarting(false);
    }
  };
  return { start: () => void start(), isStarting, refusal };
}
