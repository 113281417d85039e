import { Text } from '@mantine/core';
import type { AnyRecord, LeadDecision } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { client } from '../../data/client.ts';
import { idOf } from '../../fields/contract.ts';
import { referenceOf } from '../../fields/contract.ts';
import { useTitle } from '../../fields/titles.ts';
import { FoldingSection } from '../../engine/record/folding-section.tsx';
import styles from '../../engine/record/record.module.css';
import { Outcome, Whom, Why } from './decision.tsx';

/** Why a lead is whose it is: what the rules decided, and whose it was first (EP-LPROC-14). */
export function LeadAside({ record }: { record: AnyRecord }) {
  const { t } = useTranslation('leads');
  const { data } = useQuery({
    queryKey: ['related', 'lead', record.id, 'decisions'],
    queryFn: ({ signal }) => client.leadDecisions({ lead: record.id }, signal),
    enabled: Boolean(record['processing']),
  });
  const first = idOf(record['originalOwner']);
  const isMoved = first !== null && first !== idOf(record['owner']);
  const decisions = data?.data.slice(0, 3) ?? [];
  if (!decisions.length && !isMoved) return null;
  return (
    <FoldingSection
      object="lead"
      name=":decisions"
      title={t('decision.title')}
      className={styles['section']}
    >
      <ul className={styles['list']}>
        {decisions.map((one) => (
          <li key={one.id} className={styles['card']}>
            <Decided decision={one} at={one.at} />
          </li>
        ))}
      </ul>
      {isMoved ? <First value={record['originalOwner']} /> : null}
    </FoldingSection>
  );
}

function Decided({ decision, at }: { decision: LeadDecision; at: string }) {
  const format = useFormat();
  return (
    <>
      <Text size="sm" component="div">
        <Outcome decision={decision} /> → <Whom decision={decision} />
      </Text>
      <Text size="sm" component="div">
        <Why decision={decision} />
      </Text>
      <Text size="xs" c="dimmed">
        {format.dateTime(at)}
      </Text>
    </>
  );
}

function First({ value }: { value: unknown }) {
  const { t } = useTranslation('leads');
  const name = useTitle('user', referenceOf(value as string));
  return <Text size="sm">{t('decision.first', { name })}</Text>;
}
