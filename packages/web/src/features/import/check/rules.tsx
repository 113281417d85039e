import { Checkbox, Radio, Select, Stack } from '@mantine/core';
import type { DescribedObject, ImportOptions, ImportRun } from '@relata/client';
import { byTitle, type FieldKind, namesakesOf } from '@relata/model';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { described, useCatalog } from '../../../data/catalog.ts';
import { useMe } from '../../../data/session.ts';
import { countryCodes } from '../../../fields/addresses/country-codes.ts';
import { idOf } from '../../../fields/contract.ts';
import { FieldInput } from '../../../fields/index.tsx';
import { currencyChoices } from '../../../fields/money/currency-choices.ts';
import { useTargets } from '../columns/use-targets.ts';
import type { OpenImport } from '../draft.ts';
import { Part } from '../frame.tsx';
import { objectsIn } from '../objects-in.ts';
import classes from './check.module.css';

interface Props {
  run: ImportRun;
  object: DescribedObject;
  onOptions: (options: Partial<ImportOptions>) => void;
}

/** What holds for all rows: how known records are recognised, and what new ones get. */
export function Rules({ open: { run, change } }: { open: OpenImport }) {
  const { t } = useTranslation('import');
  const object = described(useCatalog(), run.object);
  const rest = {
    run,
    object,
    onOptions: (options: Partial<ImportOptions>) => change({ options }, 250),
  };
  return (
    <>
      <Part title={t('rules.duplicates')}>
        <DuplicateRules {...rest} />
      </Part>
      <Part title={t('rules.forAll')}>
        <ForAll {...rest} />
      </Part>
    </>
  );
}

/** The surest first. */
const keys = ['externalId', 'code', 'emails', 'domain', 'phones', 'name', byTitle];

function DuplicateRules({ run, onOptions }: Props) {
  const { t } = useTranslation('import');
  const labels = useLabels();
  const format = useFormat();
  const catalog = useCatalog();
  const objects = objectsIn(run).map((name) => described(catalog, name));
  const known = [
    ...new Set(
      objects.flatMap((object) =>
        Object.keys(object.fields).filter((name) => object.fields[name]?.matches),
      ),
    ),
  ];
  const titled = objects.find((object) => namesakesOf(catalog, object));
  if (titled) known.push(byTitle);
  const offered = known.toSorted((a, b) => rank(a) - rank(b));
  const isFilled = (name: string) => run.mapping.some((entry) => entry.field === name);
  const isMapped = (name: string) =>
    name === byTitle ? isFilled('name') || (titled?.title ?? []).some(isFilled) : isFilled(name);
  const labelOf = (name: string) => {
    const via = titled && namesakesOf(catalog, titled);
    if (name === byTitle && via)
      return format.list([labels.field(titled, byTitle), labels.field(titled, via)]);
    const object = objects.find((one) => one.fields[name]);
    const label = object ? labels.field(object, name) : name;
    return isMapped(name) ? label : t('rules.notMapped', { field: label });
  };
  const ways = ['skip', 'update', 'make'] as const;
  const match = run.options.match.filter((name) => known.includes(name));
  return (
    <div className={classes['columns']}>
      <Checkbox.Group
        label={t('rules.match')}
        description={match.some(isMapped) ? t('rules.matchHint') : t('rules.noMatch')}
        value={match}
        onChange={(chosen) => onOptions({ match: chosen.toSorted((a, b) => rank(a) - rank(b)) })}
      >
        <Stack gap={8} mt={10}>
          {offered.map((name) => (
            <Checkbox
              key={name}
              value={name}
              label={labelOf(name)}
              disabled={!isMapped(name) && !match.includes(name)}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      <Radio.Group
        label={t('rules.found')}
        value={run.options.duplicates}
        onChange={(value) => onOptions({ duplicates: ways.find((way) => way === value) ?? 'skip' })}
      >
        <Stack gap={8} mt={10}>
          {ways.map((way) => (
            <Radio
              key={way}
              value={way}
              label={t(`rules.${way}`)}
              description={t(`rules.${way}Text`)}
            />
          ))}
        </Stack>
      </Radio.Group>
    </div>
  );
}

const rank = (name: string) => (keys.includes(name) ? keys.indexOf(name) : keys.length);

function ForAll({ run, object, onOptions }: Props) {
  const { t } = useTranslation('import');
  const format = useFormat();
  const { user, workspace } = useMe();
  const { options, mapping } = run;
  const currencies = useMemo(() => currencyChoices(format), [format]);
  // Lists whose first entry a new record gets by itself: the pipeline of a deal.
  const first = Object.entries(object.fields).filter(
    ([, field]) => field.default === 'first' && !field.of && !field.writtenBy,
  );
  const { find } = useTargets(run);
  const filled = (kind: FieldKind) =>
    mapping.some((entry) => !entry.part && find(entry)?.kind === kind);
  const countries = useMemo(
    () =>
      countryCodes
        .map((code) => ({ value: code, label: format.region(code) }))
        .toSorted((a, b) => a.label.localeCompare(b.label)),
    [format],
  );
  return (
    <div className={classes['columns']}>
      <FieldInput
        object={object}
        name="tags"
        value={options.tags ?? []}
        description={t('rules.tagsHint')}
        onChange={(value) => onOptions({ tags: Array.isArray(value) ? value.map(String) : [] })}
      />
      {object.fields['owner'] && (
        <FieldInput
          object={object}
          name="owner"
          required
          value={options.owner ?? user.id}
          description={t('rules.ownerHint')}
          onChange={(value) => onOptions({ owner: idOf(value) ?? user.id })}
        />
      )}
      {first.map(([name]) => (
        <FieldInput
          key={name}
          object={object}
          name={name}
          required={false}
          value={options.defaults?.[name] ?? null}
          description={t('rules.fromRow')}
          onChange={(value) =>
            onOptions({ defaults: withDefault(options.defaults, name, idOf(value)) })
          }
        />
      ))}
      {filled('money') && (
        <Select
          label={t('rules.currency')}
          data={currencies}
          searchable
          allowDeselect={false}
          value={options.currency ?? workspace.currency}
          onChange={(currency) => currency && onOptions({ currency })}
        />
      )}
      {filled('phones') && (
        <Select
          label={t('rules.country')}
          data={countries}
          searchable
          allowDeselect={false}
          placeholder={t('rules.workspaceCountry')}
          value={options.country ?? null}
          onChange={(country) => country && onOptions({ country })}
        />
      )}
    </div>
  );
}

function withDefault(
  defaults: Record<string, unknown> = {},
  name: string,
  value: string | null,
): Record<string, unknown> {
  const { [name]: _, ...rest } = defaults;
  return value === null ? rest : { ...rest, [name]: value };
}
