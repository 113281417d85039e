import { Table } from '@mantine/core';
import type { LeadDecision } from '@relata/client';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useLabels } from '../../app/language.ts';
import { useObject } from '../../data/catalog.ts';
import { Dot } from '../../fields/dot.tsx';
import { RecordLink } from '../../fields/record-link.tsx';
import classes from './leads.module.css';

/** What became of it, in the colour that the field has. */
export function Outcome({ decision: { outcome } }: { decision: LeadDecision }) {
  const labels = useLabels();
  const lead = useObject('lead');
  const found = lead.fields['processing']?.options?.find((one) => one.value === outcome);
  return (
    <span className={classes['outcome']}>
      <Dot colour={found?.colour ?? 'gray'} />
      {labels.option(lead, 'processing', outcome)}
    </span>
  );
}

/** To whom it went: a person, one of a team, a partner. */
export function Whom({ decision: { owner, team, partner } }: { decision: LeadDecision }) {
  const { t } = useTranslation('leads');
  const name = owner?.name ?? '';
  if (partner)
    return (
      <>
        <RecordLink object="company" reference={{ id: partner.id, title: partner.name }} />
        {owner ? ` (${t('decision.lookedAfter', { name })})` : null}
      </>
    );
  if (!owner) return t('nobody');
  return team ? t('decision.ofTeam', { name, team: team.name }) : name;
}

/** Why it went there. */
export function Why({ decision }: { decision: LeadDecision }) {
  const { t } = useTranslation('leads');
  const format = useFormat();
  const { outcome, rule, original, owner, partner, why } = decision;
  if (outcome === 'duplicate')
    return (
      <>
        {t(`decision.same.${why.by ?? 'emails'}`)}{' '}
        {original ? (
          <RecordLink
            object={original.object}
            reference={{ id: original.id, title: original.name }}
          />
        ) : (
          t('hidden')
        )}
      </>
    );
  if (outcome === 'unprocessed') return t('decision.noRule');
  const name = rule?.name ?? '';
  if (!owner && !partner) return t('decision.toNobody', { rule: name });
  const { percent = 100, had = 0, of = 0 } = why;
  const first = t('decision.byRule', { rule: name });
  return percent === 100
    ? first
    : `${first} ${t('decision.share', {
        percent: format.percent(percent),
        ...{ had: format.number(had), of: format.number(of) },
      })}`;
}

/** A lead, and where it went, as the row of a table. */
export function DecisionRow({ decision, start }: { decision: LeadDecision; start?: ReactNode }) {
  return (
    <Table.Tr>
      {start}
      <Table.Td>
        <RecordLink object="lead" reference={{ id: decision.lead.id, title: decision.lead.name }} />
      </Table.Td>
      <Table.Td>
        <Outcome decision={decision} />
      </Table.Td>
      <Table.Td>
        <Whom decision={decision} />
      </Table.Td>
      <Table.Td>
        <Why decision={decision} />
      </Table.Td>
    </Table.Tr>
  );
}
