import { Button, Checkbox, Group, Select, Stack, Table, Text } from '@mantine/core';
import type { PlanChange, SeatHolder } from '@relata/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CancelButton, Dialog } from '../../../app/dialog.tsx';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { useMe } from '../../../data/session.ts';

/** More are active than the smaller plan has seats. */
export interface TooMany {
  seats: number;
  excess: number;
  /** The longest unseen first. */
  people: SeatHolder[];
}

interface Props {
  tooMany: TooMany;
  isBusy: boolean;
  onConfirm: (leaving: NonNullable<PlanChange['deactivate']>) => void;
  onClose: () => void;
}

/** Who goes first, and who goes on with their deals. Suggested: whoever has not been here for longest. */
export function SmallerPlanDialog({ tooMany, isBusy, onConfirm, onClose }: Props) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const labels = useLabels();
  const { objects } = useCatalog();
  const { user } = useMe();
  const others = tooMany.people.filter(({ id }) => id !== user.id);
  const [leaving, setLeaving] = useState<string[]>(() =>
    others.slice(0, tooMany.excess).map(({ id }) => id),
  );
  const [successor, setSuccessor] = useState<string | null>(null);
  const staying = tooMany.people.filter(({ id }) => !leaving.includes(id));
  const missing = tooMany.excess - leaving.length;
  const to = staying.some(({ id }) => id === successor) ? successor : null;

  return (
    <Dialog isDirty={false} onClose={onClose} size="lg" title={t('smaller.title')}>
      <Stack gap="md">
        <Text size="sm">
          {t('smaller.text', { count: tooMany.excess, seats: format.number(tooMany.seats) })}
        </Text>
        <Table aria-label={t('smaller.title')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('column.person')}</Table.Th>
              <Table.Th>{t('column.lastSeen')}</Table.Th>
              <Table.Th>
                {t('smaller.open', { objects: labels.object(objects['deal'] ?? 'deal', 'many') })}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {others.map(({ id, name, lastSeenAt, openDeals }) => (
              <Table.Tr key={id}>
                <Table.Td>
                  <Checkbox
                    label={name}
                    checked={leaving.includes(id)}
                    onChange={(event) => {
                      const { checked } = event.currentTarget;
                      setLeaving((before) =>
                        checked ? [...before, id] : before.filter((one) => one !== id),
                      );
                    }}
                  />
                </Table.Td>
                <Table.Td>{lastSeenAt ? format.dateTime(lastSeenAt) : t('never')}</Table.Td>
                <Table.Td>{format.number(openDeals)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Select
          label={t('handOverTo')}
          description={t('handOverHint')}
          placeholder={t('smaller.leave')}
          data={staying.map(({ id, name }) => ({ value: id, label: name }))}
          value={to}
          clearable
          searchable
          onChange={setSuccessor}
        />
        <Group justify="flex-end">
          <CancelButton />
          <Button
            color="red"
            loading={isBusy}
            disabled={missing > 0}
            onClick={() => onConfirm(leaving.map((id) => ({ id, handOverTo: to })))}
          >
            {missing > 0
              ? t('smaller.missing', { count: missing })
              : t('smaller.confirm', { count: leaving.length })}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
