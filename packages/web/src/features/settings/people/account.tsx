import {
  Badge,
  Button,
  Group,
  NumberInput,
  Select,
  Stack,
  Table,
  Text,
  Title,
} from '@mantine/core';
import { ApiProblem, type Plan, type PlanChange, type SeatHolder } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { client } from '../../../data/client.ts';
import { useMe } from '../../../data/session.ts';
import { sayProblem, tell } from '../../../data/undo.ts';
import { accountQuery, forgetPeople } from './people-data.ts';
import { SmallerPlanDialog, type TooMany } from './smaller-plan-dialog.tsx';
import classes from './people.module.css';

const sizes = ['1', '5', '10', '20', '50'] as const;

/** Plan, seats, and what they were before; further workspaces. */
export function Account() {
  const { t } = useTranslation(['people', 'app']);
  const format = useFormat();
  const { can } = useMe();
  const { data: account } = useQuery({ ...accountQuery, enabled: can.administer });
  const [plan, setPlan] = useState<string>();
  const [seats, setSeats] = useState<number>(2);
  const [tooMany, setTooMany] = useState<TooMany>();
  const [isBusy, setBusy] = useState(false);
  if (!can.administer) return <Text p="lg">{t('onlyAdministrators')}</Text>;
  if (!account) return null;
  const nameOf = (one: Plan) =>
    one.plan === 'unlimited'
      ? t('account.unlimited')
      : t('account.upTo', { count: one.seats ?? 0 });
  const chosen = plan ?? account.plan;

  const change = async (more: PlanChange['deactivate'] = []) => {
    setBusy(true);
    try {
      await client.changePlan({
        plan: chosen,
        ...(chosen === 'custom' && { seats }),
        ...(more.length && { deactivate: more }),
      });
      await forgetPeople();
      setTooMany(undefined);
      setPlan(undefined);
      tell(t('account.changed'));
    } catch (error) {
      if (error instanceof ApiProblem && error.reason === 'too_many_active')
        setTooMany(tooManyOf(error.details));
      else sayProblem(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Stack className={`${classes['page']} ${classes['narrow']}`} gap="lg">
      <Title order={2}>{t('account.title')}</Title>
      <Group gap="sm">
        <Text>{nameOf(account)}</Text>
        <Badge tt="none" fw={500} variant="default">
          {t('activeCount', { count: account.active })}
        </Badge>
      </Group>
      <Text size="sm" c="dimmed">
        {t('account.hint')}
      </Text>
      <Group align="flex-end">
        <Select
          label={t('account.plan')}
          data={[
            ...sizes.map((value) => ({
              value,
              label: t('account.upTo', { count: Number(value) }),
            })),
            { value: 'custom', label: t('account.custom') },
            { value: 'unlimited', label: t('account.unlimited') },
          ]}
          value={chosen}
          allowDeselect={false}
          onChange={(value) => value && setPlan(value)}
        />
        {chosen === 'custom' && (
          <NumberInput
            label={t('account.seats')}
            min={1}
            max={1_000_000}
            allowDecimal={false}
            value={seats}
            onChange={(value) => typeof value === 'number' && setSeats(value)}
          />
        )}
        <Button
          loading={isBusy}
          disabled={plan === undefined && chosen !== 'custom'}
          onClick={() => void change()}
        >
          {t('account.change')}
        </Button>
      </Group>
      {account.history.length > 0 && (
        <section>
          <Title order={3} mb="xs">
            {t('account.history')}
          </Title>
          <Table aria-label={t('account.history')}>
            <Table.Tbody>
              {account.history.map((one) => (
                <Table.Tr key={one.at}>
                  <Table.Td>{format.dateTime(one.at)}</Table.Td>
                  <Table.Td>{one.by}</Table.Td>
                  <Table.Td>
                    {nameOf(one.before)} → {nameOf(one.after)}
                  </Table.Td>
                  <Table.Td>{t('activeCount', { count: one.active })}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      )}
      {tooMany && (
        <SmallerPlanDialog
          tooMany={tooMany}
          isBusy={isBusy}
          onConfirm={(leaving) => void change(leaving)}
          onClose={() => setTooMany(undefined)}
        />
      )}
    </Stack>
  );
}

/** The JSON's edge: `details` of the refusal, as the contract says. */
const tooManyOf = (details: Record<string, unknown>): TooMany => ({
  seats: Number(details['seats']),
  excess: Number(details['excess']),
  people: details['people'] as SeatHolder[],
});
