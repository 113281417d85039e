import { Alert, Button, Group, Table, Text } from '@mantine/core';
import type { Converted, DescribedObject, WorkItem } from '@relata/client';
import { type FieldKind, textsOf } from '@relata/model';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CancelButton, Dialog } from '../../../app/dialog.tsx';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { useProblemText } from '../../../app/problem-text.ts';
import { client } from '../../../data/client.ts';
import { noteWork } from '../../../data/work.ts';
import { offerUndo, sayProblem, tell } from '../../../data/undo.ts';
import { forgetFields } from './fields-data.ts';

interface Props {
  object: DescribedObject;
  name: string;
  /** What the field becomes. */
  kind: FieldKind;
  onClose: (isDone: boolean) => void;
}

/** Says what another kind makes of the values before it is given; it can be taken back. */
export function ConvertQuestion({ object, name, kind, onClose }: Props) {
  const { t } = useTranslation(['shape', 'app']);
  const labels = useLabels();
  const format = useFormat();
  const problem = useProblemText();
  const [isBusy, setBusy] = useState(false);
  const id = `${object.name}.${name}`;
  const label = labels.field(object, name);
  const { data: preview, error } = useQuery({
    queryKey: ['convert', id, kind],
    queryFn: () => client.previewConversion(id, kind),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  /** Of what goes on in the background the bell tells; screens follow once it is done. */
  const settle = async (answer: Converted | WorkItem): Promise<boolean> => {
    if ('status' in answer) {
      noteWork(answer);
      tell(t('app:bell.inBackground'));
      return false;
    }
    await forgetFields();
    return true;
  };
  const convert = async () => {
    setBusy(true);
    try {
      const isDone = await settle(await client.convertField(id, { kind }));
      if (isDone)
        offerUndo({
          batch: async () => settle(await client.unconvertField(id)),
          ...{ object: object.name, changesCatalog: true },
          text: t('converted', { field: label, kind: t(`kinds.${kind}`) }),
        });
      onClose(true);
    } catch (caught) {
      sayProblem(caught);
      onClose(false);
    }
  };
  const shown = (value: unknown) => format.list(textsOf(value)) || t('nothing');
  return (
    <Dialog
      onClose={() => onClose(false)}
      title={t('convertTitle', { field: label, kind: t(`kinds.${kind}`) })}
      zIndex={250}
    >
      {error ? (
        <Alert color="red" variant="light" role="alert">
          {problem(error)}
        </Alert>
      ) : null}
      {preview ? (
        <>
          <Text size="sm">{t('willConvert', { count: preview.converted })}</Text>
          <Text size="sm">{t('willLose', { count: preview.lost })}</Text>
          {preview.examples.length ? (
            <Table mt="sm" aria-label={t('examples')}>
              <Table.Tbody>
                {preview.examples.map(({ from, to }, at) => (
                  <Table.Tr key={at}>
                    <Table.Td>{shown(from)}</Table.Td>
                    <Table.Td>→ {shown(to)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          ) : null}
        </>
      ) : null}
      <Group justify="flex-end" gap="xs" mt="md">
        <CancelButton />
        <Button disabled={!preview} loading={isBusy} onClick={() => void convert()}>
          {t('convert')}
        </Button>
      </Group>
    </Dialog>
  );
}
