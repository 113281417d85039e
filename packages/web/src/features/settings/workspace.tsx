import { ActionIcon, Button, Checkbox, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import type { Me } from '@relata/client';
import { toDecimal } from '@relata/model';
import { IconTrash } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatIn, useFormat } from '../../app/format.ts';
import { client } from '../../data/client.ts';
import { meQuery, useMe } from '../../data/session.ts';
import { sayProblem } from '../../data/undo.ts';
import { changeSetting } from '../../data/change-setting.ts';
import { currencyChoices } from '../../fields/money/currency-choices.ts';
import { timeZoneChoices } from './choices.ts';
import { DemandSecond } from './demand-second.tsx';
import { localeChoices, sampleMoment } from './locales.ts';
import { changesIn, useDraft } from './use-draft.ts';
import classes from './settings.module.css';

const partsOf = ({
  name,
  currency,
  locale,
  timeZone,
  ownerChange,
  administratorsExempt,
  freeLostReasons,
  rates,
}: Me['workspace']) => ({
  ...{ name, currency, locale, timeZone, ownerChange, administratorsExempt, freeLostReasons },
  rates: Object.entries(rates),
});

/** Name, currency, locale, time zone and exchange rates of the workspace; for administrators. */
export function Workspace() {
  const { t } = useTranslation(['settings', 'app']);
  const { can, workspace } = useMe();
  const said = partsOf(workspace);
  const queries = useQueryClient();
  const format = useFormat();
  const [draft, set, kept] = useDraft(said);
  const [isBusy, setBusy] = useState(false);
  const currencies = useMemo(() => currencyChoices(format), [format]);
  const { language } = workspace;
  const locale = draft.locale ?? language;
  const locales = useMemo(() => localeChoices(language, locale), [language, locale]);
  const written = formatIn(locale, draft.timeZone);
  const zones = useMemo(() => timeZoneChoices(said.timeZone), [said.timeZone]);
  const decimal = (typed: string) => toDecimal(typed.replace(/\s/g, '').replace(',', '.'));
  const isWrong = draft.rates.some(
    ([, rate]) => decimal(rate) === null || Number(decimal(rate)) <= 0,
  );
  const free = currencies.filter(
    ({ value }) => value !== draft.currency && !draft.rates.some(([code]) => code === value),
  );

  const save = async () => {
    setBusy(true);
    try {
      const rates = Object.fromEntries(
        draft.rates.map(([code, rate]) => [code, decimal(rate) ?? rate]),
      );
      const changes = changesIn(
        { ...draft, name: draft.name.trim(), rates },
        { ...said, rates: Object.fromEntries(said.rates) },
      );
      const change = async () => {
        await client.changeWorkspace(changes);
        await queries.invalidateQueries({ queryKey: meQuery.queryKey });
      };
      await changeSetting(change, t('profile.saved'));
      kept(draft);
    } catch (error) {
      sayProblem(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack gap="md">
        <Title order={2}>{t('company.title')}</Title>
        {!can.administer && <Text c="dimmed">{t('company.onlyAdministrators')}</Text>}
        <TextInput
          label={t('company.name')}
          required
          maxLength={100}
          disabled={!can.administer}
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Select
          label={t('company.currency')}
          description={t('company.currencyHint')}
          data={currencies}
          value={draft.currency}
          searchable
          allowDeselect={false}
          disabled={!can.administer}
          onChange={(currency) =>
            currency && set({ currency, rates: draft.rates.filter(([code]) => code !== currency) })
          }
        />
        <Select
          label={t('company.locale')}
          description={t('company.localeHint', {
            date: written.dateTime(sampleMoment),
            number: written.number('1234567.89'),
          })}
          data={locales}
          value={locale}
          searchable
          allowDeselect={false}
          disabled={!can.administer}
          onChange={(chosen) => chosen && set({ locale: chosen })}
        />
        <Select
          label={t('company.timeZone')}
          data={zones}
          value={draft.timeZone}
          searchable
          allowDeselect={false}
          disabled={!can.administer}
          onChange={(timeZone) => timeZone && set({ timeZone })}
        />
        <Select
          label={t('company.ownerChange')}
          description={t('company.ownerChangeHint')}
          data={(['everyone', 'administrators'] as const).map((value) => ({
            value,
            label: t(`company.${value}`),
          }))}
          value={draft.ownerChange}
          allowDeselect={false}
          disabled={!can.administer}
          onChange={(value) =>
            set({ ownerChange: value === 'administrators' ? 'administrators' : 'everyone' })
          }
        />
        <Checkbox
          label={t('company.administratorsExempt')}
          checked={draft.administratorsExempt}
          disabled={!can.administer}
          onChange={(event) => set({ administratorsExempt: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('company.freeLostReasons')}
          checked={draft.freeLostReasons}
          disabled={!can.administer}
          onChange={(event) => set({ freeLostReasons: event.currentTarget.checked })}
        />
        <DemandSecond />
        <Title order={3}>{t('company.rates')}</Title>
        <Text size="sm" c="dimmed">
          {t('company.ratesHint', { currency: draft.currency })}
        </Text>
        {draft.rates.map(([code, rate], at) => (
          <div key={code} className={classes['rate']}>
            <Text fw={500}>{code}</Text>
            <TextInput
              aria-label={t('company.rate', { currency: code })}
              inputMode="decimal"
              disabled={!can.administer}
              error={decimal(rate) === null || Number(decimal(rate)) <= 0}
              value={rate}
              onChange={(event) =>
                set({ rates: draft.rates.with(at, [code, event.currentTarget.value]) })
              }
            />
            <ActionIcon
              disabled={!can.administer}
              aria-label={t('company.removeRate', { currency: code })}
              onClick={() => set({ rates: draft.rates.filter(([other]) => other !== code) })}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </div>
        ))}
        {can.administer && (
          <>
            <Select
              placeholder={t('company.addRate')}
              aria-label={t('company.addRate')}
              data={free}
              value={null}
              searchable
              onChange={(code) => code && set({ rates: [...draft.rates, [code, '1']] })}
            />
            <Button
              type="submit"
              loading={isBusy}
              disabled={!draft.name.trim() || isWrong}
              style={{ alignSelf: 'flex-start' }}
            >
              {t('app:save')}
            </Button>
          </>
        )}
      </Stack>
    </form>
  );
}
