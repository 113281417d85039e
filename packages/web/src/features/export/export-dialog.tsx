import { Button, Group, Radio, Stack, Switch, Text } from '@mantine/core';
import type { DescribedObject, ExportFormat } from '@relata/client';
import { IconDownload } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CancelButton, Dialog } from '../../app/dialog.tsx';
import { useFormat } from '../../app/format.ts';
import { useLabels } from '../../app/language.ts';
import { client } from '../../data/client.ts';
import { sayProblem, tell } from '../../data/undo.ts';
import { fieldsInOrder } from '../../engine/collection/state/field-order.ts';
import type { Exported } from './ask-export.ts';

/** vCards only of what has a name and addresses. */
const formatsOf = ({ fields }: DescribedObject): ExportFormat[] =>
  fields['emails'] && fields['phones'] ? ['csv', 'xlsx', 'vcf'] : ['csv', 'xlsx'];

/** In which form records leave, and with how much of them. */
export function ExportDialog({ exported, onClose }: { exported: Exported; onClose: () => void }) {
  const { object, sort, columns, count, isSelection } = exported;
  const { t } = useTranslation('export');
  const labels = useLabels();
  const print = useFormat();
  const formats = formatsOf(object);
  const [format, setFormat] = useState<ExportFormat>('csv');
  const [which, setWhich] = useState<'visible' | 'all'>('visible');
  const [isReadable, setReadable] = useState(false);
  const hasColumns = format !== 'vcf';
  const all = fieldsInOrder(object).filter(
    (name) => object.fields[name]?.kind !== 'json' && object.fields[name]?.kind !== 'files',
  );
  const number = count && `${print.number(count.number)}${count.isLowerBound ? '+' : ''}`;
  const asked = {
    format,
    sort,
    ...(hasColumns ? { columns: which === 'all' ? all : columns, labels: isReadable } : {}),
  };

  return (
    <Dialog onClose={onClose} title={t('title', { objects: labels.object(object, 'many') })}>
      <Stack gap="lg">
        <Text size="sm">
          {count && <b>{t('what', { count: count.number, number })}. </b>}
          {isSelection ? t('whatSelected') : t('whatView')}
        </Text>
        <Radio.Group
          label={t('format')}
          value={format}
          onChange={(value) => setFormat(formats.find((one) => one === value) ?? 'csv')}
        >
          <Stack gap="xs" mt="xs">
            {formats.map((one) => (
              <Radio key={one} value={one} label={t(one)} description={t(`${one}Text`)} />
            ))}
          </Stack>
        </Radio.Group>
        {hasColumns ? (
          <>
            <Radio.Group
              label={t('columns')}
              value={which}
              onChange={(value) => setWhich(value === 'all' ? 'all' : 'visible')}
            >
              <Stack gap="xs" mt="xs">
                <Radio
                  value="visible"
                  label={t('visible', { count: columns.length })}
                  description={<Listed names={columns} object={object} />}
                />
                <Radio value="all" label={`${t('all')} (${print.number(all.length)})`} />
              </Stack>
            </Radio.Group>
            <Switch
              label={t('readable')}
              description={t('readableText')}
              checked={isReadable}
              onChange={(event) => setReadable(event.currentTarget.checked)}
            />
          </>
        ) : (
          <Text size="sm" c="dimmed">
            {t('cardsHaveAll')}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <CancelButton />
          {'ids' in exported ? (
            <PickedButton
              load={() => client.exportPicked(object, { ...asked, ids: exported.ids })}
              onDone={onClose}
            >
              {t('download')}
            </PickedButton>
          ) : (
            <Button
              component="a"
              href={client.exportAddress(object, {
                ...asked,
                filter: exported.filter,
                q: exported.q,
              })}
              download
              leftSection={<IconDownload size={16} aria-hidden />}
              onClick={() => {
                tell(t('started'));
                // The browser takes the address from the link: it must still be there then.
                setTimeout(onClose, 0);
              }}
            >
              {t('download')}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}

/** Loads the file here and hands it over: an address cannot name that many records. */
function PickedButton({
  load,
  onDone,
  children,
}: {
  load: () => Promise<File>;
  onDone: () => void;
  children: ReactNode;
}) {
  const [isLoading, setLoading] = useState(false);
  const save = async () => {
    setLoading(true);
    try {
      const file = await load();
      const link = document.createElement('a');
      link.href = URL.createObjectURL(file);
      link.download = file.name;
      link.click();
      // The browser reads from it until it has the whole file.
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      onDone();
    } catch (error) {
      sayProblem(error);
      setLoading(false);
    }
  };
  return (
    <Button
      loading={isLoading}
      leftSection={<IconDownload size={16} aria-hidden />}
      onClick={() => void save()}
    >
      {children}
    </Button>
  );
}

function Listed({ names, object }: { names: readonly string[]; object: DescribedObject }) {
  const labels = useLabels();
  const format = useFormat();
  return <>{format.list(names.map((name) => labels.field(object, name)))}</>;
}
