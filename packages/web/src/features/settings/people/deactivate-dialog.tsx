import { Button, Group, List, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CancelButton, Dialog } from '../../../app/dialog.tsx';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { client } from '../../../data/client.ts';
import { sayProblem, tell } from '../../../data/undo.ts';
import { noteWork } from '../../../data/work.ts';
import { forgetPeople, type Person } from './people-data.ts';

interface Props {
  person: Person;
  people: readonly Person[];
  onClose: () => void;
}

/** What somebody works on, and who goes on with it. */
export function DeactivateDialog({ person, people, onClose }: Props) {
  const { t } = useTranslation('people');
  const labels = useLabels();
  const format = useFormat();
  const { data: belongings } = useQuery({
    queryKey: ['belongings', person.id],
    queryFn: () => client.belongings(person.id),
    staleTime: 0,
  });
  const [successor, setSuccessor] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const some = belongings?.filter(({ count }) => count > 0) ?? [];

  const deactivate = async () => {
    setBusy(true);
    try {
      const { work } = await client.deactivate(person.id, successor ?? undefined);
      if (work) noteWork(work);
      await forgetPeople();
      tell(
        work ? t('handingOver', { name: person.name }) : t('deactivated', { name: person.name }),
      );
      onClose();
    } catch (error) {
      sayProblem(error);
      setBusy(false);
    }
  };

  return (
    <Dialog isDirty={false} onClose={onClose} title={t('deactivateTitle', { name: person.name })}>
      <Stack gap="md">
        <Text size="sm">{t('deactivateText')}</Text>
        {belongings && some.length === 0 && <Text size="sm">{t('nothingLeft')}</Text>}
        {some.length > 0 && (
          <>
            <div>
              <Text size="sm" fw={500}>
                {t('worksOn')}
              </Text>
              <List size="sm">
                {some.map(({ object, count }) => (
                  <List.Item key={object}>
                    {format.number(count)} · {labels.object(object, 'many')}
                  </List.Item>
                ))}
              </List>
            </div>
            <Select
              label={t('handOverTo')}
              description={t('handOverHint')}
              placeholder={t('leaveAll', { name: person.name })}
              data={people
                .filter((one) => one.isActive && one.id !== person.id)
                .map((one) => ({ value: one.id, label: one.name }))}
              value={successor}
              clearable
              searchable
              onChange={setSuccessor}
            />
          </>
        )}
        <Group justify="flex-end">
          <CancelButton />
          <Button
            color="red"
            loading={isBusy}
            disabled={!belongings}
            onClick={() => void deactivate()}
          >
            {successor ? t('deactivateAndHandOver') : t('deactivate')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
