import { ActionIcon, Button, Group, NumberInput, Text } from '@mantine/core';
import type { LeadTarget } from '@relata/model';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { useCatalog } from '../../../data/catalog.ts';
import { RecordPicker } from '../../../engine/picker/record-picker.tsx';
import type { Reference } from '../../../fields/contract.ts';
import { evenShares } from './even.ts';
import classes from './processor.module.css';

/** Of which object the record of a target is. */
export const objectOfTarget = { user: 'user', team: 'team', partner: 'company' } as const;
export type TargetKind = keyof typeof objectOfTarget;
const kinds: TargetKind[] = ['user', 'team', 'partner'];

/** A target as it is put together: nobody may be chosen yet. */
export interface TargetDraft {
  key: number;
  kind: TargetKind;
  whom: Reference | null;
  percent: number;
}

export const draftsOf = (targets: readonly LeadTarget[]): TargetDraft[] =>
  targets.map((target, key) => {
    const kind = kinds.find((one) => target[one] !== undefined) ?? 'user';
    return { key, kind, whom: { id: target[kind] ?? '' }, percent: target.percent };
  });

export const targetsOf = (drafts: readonly TargetDraft[]): LeadTarget[] =>
  drafts.flatMap(({ kind, whom, percent }) => (whom ? [{ [kind]: whom.id, percent }] : []));

const sumOf = (drafts: readonly TargetDraft[]): number =>
  drafts.reduce((sum, one) => sum + Math.round(one.percent * 100), 0) / 100;

/** Does everybody have a name, and is it a hundred together, but for what thirds leave over? */
export const isWhole = (drafts: readonly TargetDraft[]): boolean =>
  !drafts.length ||
  (drafts.every((one) => one.whom && one.percent > 0) &&
    sumOf(drafts) <= 100 &&
    sumOf(drafts) >= 99);

interface Props {
  drafts: readonly TargetDraft[];
  error: string | undefined;
  onChange: (drafts: TargetDraft[]) => void;
}

/** To whom leads go, and how many of a hundred. As long as all have the same, one more or less is shared evenly again. */
export function TargetsInput({ drafts, error, onChange }: Props) {
  const { t } = useTranslation('processor');
  const labels = useLabels();
  const format = useFormat();
  const { objects } = useCatalog();
  const [added, setAdded] = useState<number | null>(null);
  const evenly = (some: readonly TargetDraft[]) => {
    const shares = evenShares(some.length);
    return some.map((one, at) => ({ ...one, percent: shares[at] ?? 0 }));
  };
  const isEven = evenly(drafts).every((one, at) => one.percent === drafts[at]?.percent);
  const add = (kind: TargetKind) => {
    const key = Math.max(-1, ...drafts.map((one) => one.key)) + 1;
    const left = Math.max(0, 100 - sumOf(drafts));
    const all = [...drafts, { key, kind, whom: null, percent: left }];
    setAdded(key);
    onChange(isEven ? evenly(all) : all);
  };
  const drop = (key: number) => {
    const rest = drafts.filter((one) => one.key !== key);
    onChange(isEven ? evenly(rest) : rest);
  };
  const change = (key: number, part: Partial<TargetDraft>) =>
    onChange(drafts.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const nameOf = (kind: TargetKind) =>
    kind === 'partner'
      ? t('targets.partner')
      : labels.object(objects[objectOfTarget[kind]] ?? kind, 'one');
  return (
    <fieldset className={classes['part']}>
      <legend>{t('targets.legend')}</legend>
      <Text size="xs" c="dimmed">
        {t(drafts.length ? 'targets.hint' : 'targets.none')}
      </Text>
      {drafts.map(({ key, kind, whom, percent }, at) => (
        <div
          key={key}
          className={classes['target']}
          role="group"
          aria-label={t('targets.one', { number: at + 1 })}
        >
          <RecordPicker
            to={objectOfTarget[kind]}
            among={kind === 'partner' ? objects['lead']?.fields['partner']?.offers : undefined}
            value={whom}
            ariaLabel={`${nameOf(kind)} ${at + 1}`}
            placeholder={nameOf(kind)}
            required
            autoFocus={key === added}
            onPick={(picked) => change(key, { whom: picked })}
          />
          <NumberInput
            w={88}
            aria-label={t('targets.percent', { number: at + 1 })}
            suffix=" %"
            min={0}
            max={100}
            decimalScale={2}
            hideControls
            value={percent}
            onChange={(value) => change(key, { percent: Number(value) || 0 })}
          />
          <ActionIcon
            size={30}
            aria-label={t('targets.remove', { number: at + 1 })}
            onClick={() => drop(key)}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      {drafts.length ? (
        <Group justify="space-between">
          <Button
            size="compact-xs"
            variant="subtle"
            disabled={isEven}
            onClick={() => onChange(evenly(drafts))}
          >
            {t('targets.evenly')}
          </Button>
          <Text
            size="sm"
            fw={500}
            role="status"
            {...(sumOf(drafts) > 100 || sumOf(drafts) < 99
              ? { c: 'var(--mantine-color-error)' }
              : {})}
          >
            {t('targets.sum', { sum: format.percent(sumOf(drafts)) })}
          </Text>
        </Group>
      ) : null}
      {error ? (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      ) : null}
      <Group gap={4}>
        {kinds.map((kind) => (
          <Button
            key={kind}
            size="compact-xs"
            variant="subtle"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => add(kind)}
          >
            {nameOf(kind)}
          </Button>
        ))}
      </Group>
    </fieldset>
  );
}
