import { Alert, Button, FileButton, Group, Stack, Table, Text, Title } from '@mantine/core';
import type { SetUpStep } from '@relata/client';
import { IconFileUpload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { useProblemText } from '../../../app/problem-text.ts';
import { client } from '../../../data/client.ts';
import { queryClient } from '../../../data/query-client.ts';
import { offerUndo, tell } from '../../../data/undo.ts';
import { DownloadButton } from '../../../ui/download-button.tsx';
import classes from '../people/people.module.css';

interface Preview {
  name: string;
  file: object;
  steps: SetUpStep[];
}

/** The whole set-up of the workspace as a file, and a file from elsewhere: first what it would do, then done. */
export function SetUpPage() {
  const { t } = useTranslation(['setUp', 'settings']);
  const problem = useProblemText();
  const [preview, setPreview] = useState<Preview>();
  const [trouble, setTrouble] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const again = useRef<() => void>(null);

  const busy = async (task: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setTrouble(undefined);
    try {
      await task();
    } catch (error) {
      setTrouble(problem(error));
    } finally {
      setBusy(false);
    }
  };
  const look = (chosen: File) =>
    busy(async () => {
      // The same file may be chosen again once it has been mended.
      again.current?.();
      setPreview(undefined);
      const file = objectIn(await chosen.text());
      if (!file) return setTrouble(t('notJson'));
      const { steps } = await client.applySetUp(file, true);
      setPreview({ name: chosen.name, file, steps });
    });
  const apply = ({ file }: Preview) =>
    busy(async () => {
      const { batch } = await client.applySetUp(file, false);
      setPreview(undefined);
      await queryClient.invalidateQueries();
      if (batch) offerUndo({ batch, object: 'pipeline', text: t('applied') });
      else tell(t('applied'));
    });

  return (
    <Stack className={classes['page'] ?? ''} gap="md">
      <Title order={2}>{t('settings:set-up.title')}</Title>
      <Text c="dimmed">{t('intro')}</Text>
      <Group gap="sm">
        <DownloadButton href={client.setUpAddress()}>{t('download')}</DownloadButton>
        <FileButton
          accept="application/json,.json"
          onChange={(file) => void (file && look(file))}
          resetRef={again}
        >
          {(props) => (
            <Button
              {...props}
              variant="default"
              loading={isBusy && !preview}
              leftSection={<IconFileUpload size={16} aria-hidden />}
            >
              {t('choose')}
            </Button>
          )}
        </FileButton>
      </Group>
      {trouble !== undefined && (
        <Alert color="red" variant="light" role="alert">
          {trouble}
        </Alert>
      )}
      {preview && (
        <>
          <Steps {...preview} />
          <Group gap="sm">
            <Button
              loading={isBusy}
              disabled={!preview.steps.some(isChange)}
              onClick={() => void apply(preview)}
            >
              {t('apply')}
            </Button>
            <Button variant="default" onClick={() => setPreview(undefined)}>
              {t('cancel')}
            </Button>
          </Group>
        </>
      )}
      <Title order={3}>{t('records')}</Title>
      <Text c="dimmed">{t('recordsText')}</Text>
      <Group>
        <DownloadButton href={client.everythingAddress()}>{t('downloadRecords')}</DownloadButton>
      </Group>
    </Stack>
  );
}

const isChange = ({ does }: SetUpStep): boolean => does === 'add' || does === 'change';

function objectIn(text: string): object | null {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? read : null;
  } catch {
    return null;
  }
}

/** What the file would do, thing by thing; what is the same already is only counted. */
function Steps({ name, steps }: Preview) {
  const { t } = useTranslation('setUp');
  const labels = useLabels();
  const format = useFormat();
  const shown = steps.filter(({ does }) => does !== 'keep');
  const kept = steps.length - shown.length;
  const whatOf = ({ of, object, name: group }: SetUpStep): string => {
    if (of === 'settings') return t(groups[group] ?? 'of.settings');
    const called = object === null ? '' : labels.object(object, of === 'object' ? 'many' : 'one');
    if (of === 'record') return called;
    return of === 'field' ? `${t('of.field')} · ${called}` : t(`of.${of}`);
  };
  const detailOf = ({ parts, why }: SetUpStep): string => {
    if (why)
      return why.field === undefined && why.reason
        ? labels.refusal(why.code, why.reason, why.code)
        : labels.invalid({
            code: why.code,
            message: why.code,
            values: why.values ?? {},
          });
    return parts ? t('parts', { parts: parts.join(', ') }) : '';
  };
  return (
    <section>
      <Title order={3}>{t('preview', { name })}</Title>
      {shown.length ? (
        // Nothing in it takes the focus: a keyboard scrolls the box itself.
        <div className={classes['scroll']} role="group" aria-label={name} tabIndex={0}>
          <Table verticalSpacing="xs" aria-label={name}>
            <Table.Tbody>
              {shown.map((step) => (
                <Table.Tr key={`${step.of} ${step.object} ${step.name}`}>
                  <Table.Td>{t(`does.${step.does}`)}</Table.Td>
                  <Table.Td>{whatOf(step)}</Table.Td>
                  <Table.Td>{nameShown(step)}</Table.Td>
                  <Table.Td className={classes['details'] ?? ''}>{detailOf(step)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      ) : (
        <Text>{t('nothing')}</Text>
      )}
      {kept > 0 && shown.length > 0 && (
        <Text c="dimmed">{t('kept', { count: kept, shown: format.number(kept) })}</Text>
      )}
      <Text c="dimmed">{t('stays')}</Text>
    </section>
  );
}

/** Names of records stand in the file with `%2F` for what separates them. */
/** What groups of settings are called. */
const groups: Partial<Record<string, 'of.workspace' | 'of.leads'>> = {
  workspace: 'of.workspace',
  leads: 'of.leads',
};

const nameShown = ({ of, name }: SetUpStep): string => {
  if (of === 'settings' && groups[name]) return '';
  try {
    return name.split('/').map(decodeURIComponent).join(' / ');
  } catch {
    return name;
  }
};
