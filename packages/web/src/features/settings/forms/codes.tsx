import { Anchor, Button, Code, CopyButton, Group, Stack, Text, Title } from '@mantine/core';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { act } from '../../../data/writes.ts';
import { sayProblem } from '../../../data/undo.ts';
import { codes, codesQuery } from './forms-data.ts';
import classes from './forms.module.css';

interface Props {
  object: DescribedObject;
  form: AnyRecord | null;
  isDirty: boolean;
}

/** What brings a form into a page, in three ways, each to be copied (OO-WEB-06). */
export function Codes({ object, form, isDirty }: Props) {
  const { t } = useTranslation('forms');
  if (!form) return <Text c="dimmed">{t('saveFirst')}</Text>;
  return <Known object={object} form={form} isDirty={isDirty} />;
}

function Known({ object, form, isDirty }: Props & { form: AnyRecord }) {
  const { t } = useTranslation('forms');
  const labels = useLabels();
  const { data } = useQuery(codesQuery(form.id, form.version));
  if (!data) return null;
  return (
    <Stack gap="lg">
      {isDirty ? <Text c="dimmed">{t('notSaved')}</Text> : null}
      <Anchor href={data.page} target="_blank" rel="noreferrer">
        {t('openPage')}
      </Anchor>
      {codes.map((kind) => (
        <section key={kind}>
          <Group justify="space-between" mb={4}>
            <Title order={3} size="h5">
              {t(`code.${kind}`)}
            </Title>
            <CopyButton value={data[kind]}>
              {({ copied, copy }) => (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={`${t(copied ? 'copied' : 'copy')}: ${t(`code.${kind}`)}`}
                  onClick={copy}
                >
                  {t(copied ? 'copied' : 'copy')}
                </Button>
              )}
            </CopyButton>
          </Group>
          <Text size="sm" c="dimmed" mb="xs">
            {t(`codeHint.${kind}`)}
          </Text>
          <Code block className={classes['code'] ?? ''} tabIndex={0} aria-label={t(`code.${kind}`)}>
            {data[kind]}
          </Code>
        </section>
      ))}
      <div>
        <Button
          variant="default"
          color="red"
          onClick={() => void act(object, form, 'renewKey', {}).catch(sayProblem)}
        >
          {labels.action('form', 'renewKey')}
        </Button>
        <Text size="sm" c="dimmed" mt={4}>
          {t('keyHint')}
        </Text>
      </div>
    </Stack>
  );
}
