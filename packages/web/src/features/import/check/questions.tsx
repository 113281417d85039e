import { Group, Radio, Stack, Text, Title } from '@mantine/core';
import type {
  ColumnMapping,
  DateOrder,
  DecimalMark,
  ImportChanges,
  ImportQuestion,
  ImportRun,
} from '@relata/client';
import { IconCircleCheck, IconHelpCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Format, useFormat } from '../../../app/format.ts';
import type { OpenImport } from '../draft.ts';
import classes from './check.module.css';
import { dateExample, decimalExample } from './examples.ts';

export const questionsId = 'import-questions';

const idOf = ({ kind, column }: ImportQuestion) => `${kind} ${column ?? ''}`;

/** What the file leaves open, each with cells of the file; nothing is guessed silently. */
export function Questions({ open }: { open: OpenImport }) {
  const { run, change } = open;
  const { t } = useTranslation('import');
  // Answered ones stay, to be looked at and changed; the server asks only for what is open.
  const [asked, setAsked] = useState<ImportQuestion[]>(run.questions);
  const fresh = run.questions.filter(
    (question) => !asked.some((one) => idOf(one) === idOf(question)),
  );
  if (fresh.length) setAsked([...asked, ...fresh]);
  const shown = asked.filter((question) => isStillMapped(run, question));
  if (!shown.length) return null;
  const needed = run.questions.filter((question) => question.required).length;
  return (
    <section
      id={questionsId}
      className={classes['questions']}
      aria-label={t('question.title', { count: shown.length })}
      data-open={needed > 0 || undefined}
    >
      <Title order={2}>{t('question.title', { count: shown.length })}</Title>
      <div className={classes['questionList']}>
        {shown.map((question) => (
          <Question
            key={idOf(question)}
            question={question}
            run={run}
            onAnswer={(value) => change(answered(run, question, value))}
          />
        ))}
      </div>
    </section>
  );
}

function Question({
  question,
  run,
  onAnswer,
}: {
  question: ImportQuestion;
  run: ImportRun;
  onAnswer: (value: string) => void;
}) {
  const { kind, column = '', options } = question;
  const { t } = useTranslation('import');
  const format = useFormat();
  // Shown at once; the server confirms by not asking any more.
  const [chosen, setChosen] = useState<string | null>(null);
  const answer = chosen ?? answerOf(run, question);
  const samples = run.columns.find(({ name }) => name === column)?.samples ?? [];
  const isOpen = answer === null;
  const Icon = isOpen ? IconHelpCircle : IconCircleCheck;
  return (
    <Radio.Group
      className={classes['question'] ?? ''}
      data-answered={!isOpen || undefined}
      value={answer}
      onChange={(value) => {
        setChosen(value);
        onAnswer(value);
      }}
      required={question.required}
      withAsterisk={false}
      label={
        <Group gap={8} wrap="nowrap" align="flex-start">
          <Icon className={classes['questionIcon'] ?? ''} size={18} aria-hidden />
          <span>{t(`question.${kind}`, { column })}</span>
        </Group>
      }
      description={isOpen && (question.required ? t('question.needed') : t('question.optional'))}
    >
      <Stack gap={8} mt={10}>
        {options.map(({ value, example }) => (
          <Radio
            key={value}
            value={value}
            label={
              <Choice
                text={choiceText(kind, value, t)}
                example={example ?? exampleOf(kind, value, samples, format, t)}
                isText={kind === 'encoding'}
              />
            }
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function Choice({
  text,
  example,
  isText,
}: {
  text: string;
  example: string | null;
  isText: boolean;
}) {
  return (
    <span className={classes['choice']}>
      <span>{text}</span>
      {example && (
        <Text span size="sm" c="dimmed" className={isText ? (classes['fileText'] ?? '') : ''}>
          {example}
        </Text>
      )}
    </span>
  );
}

type Translate = ReturnType<typeof useTranslation<'import'>>['t'];

const orders: DateOrder[] = ['DMY', 'MDY', 'YMD'];
const marks: DecimalMark[] = [',', '.'];

function choiceText(kind: ImportQuestion['kind'], value: string, t: Translate): string {
  if (kind === 'sharedEmails') return value === 'apart' ? t('question.apart') : t('question.same');
  if (kind === 'decimal') return value === ',' ? t('question.comma') : t('question.point');
  const order = orders.find((one) => one === value);
  return order ? t(`question.${order}`) : value;
}

function exampleOf(
  kind: ImportQuestion['kind'],
  value: string,
  samples: readonly string[],
  format: Format,
  t: Translate,
): string | null {
  const order = orders.find((one) => one === value);
  if (kind === 'dates' && order) {
    const found = dateExample(samples, order);
    return found && t('question.example', { text: found.text, read: format.date(found.read) });
  }
  const mark = marks.find((one) => one === value);
  if (kind !== 'decimal' || !mark) return null;
  const found = decimalExample(samples, mark);
  return (
    found &&
    t('question.example', {
      text: found.text,
      read: format.number(found.read, { maximumFractionDigits: 6 }),
    })
  );
}

const entriesOf = ({ mapping }: ImportRun, { column }: ImportQuestion) =>
  mapping.filter((entry) => entry.column === column);

/** A question about a column that is no longer imported does not matter any more. */
const isStillMapped = (run: ImportRun, question: ImportQuestion) =>
  question.column === undefined || entriesOf(run, question).length > 0;

function answerOf(run: ImportRun, question: ImportQuestion): string | null {
  const { kind } = question;
  const isOpen = run.questions.some((one) => idOf(one) === idOf(question));
  if (isOpen) return null;
  if (kind === 'encoding') return run.options.encoding ?? null;
  if (kind === 'sharedEmails') return run.options.sharedEmails ?? null;
  const entries = entriesOf(run, question);
  return (
    entries.map((entry) => entry[kind]).find((value) => value !== undefined) ??
    run.options[kind] ??
    null
  );
}

function answered(run: ImportRun, { kind, column }: ImportQuestion, value: string): ImportChanges {
  if (kind === 'encoding') return { options: { encoding: value } };
  if (kind === 'sharedEmails')
    return { options: { sharedEmails: value === 'apart' ? 'apart' : 'same' } };
  return {
    mapping: run.mapping.map((entry) => (entry.column === column ? settled(entry, value) : entry)),
  };
}

function settled(entry: ColumnMapping, value: string): ColumnMapping {
  const dates = orders.find((one) => one === value);
  const decimal = marks.find((one) => one === value);
  return { ...entry, ...(dates ? { dates } : {}), ...(decimal ? { decimal } : {}) };
}
