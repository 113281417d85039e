import { Anchor, Stack, Tabs, Text, Title } from '@mantine/core';
import type { Filter } from '@relata/model';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useObject } from '../../../data/catalog.ts';
import { client } from '../../../data/client.ts';
import { Log } from './log.tsx';
import classes from './processor.module.css';
import { Rules } from './rules.tsx';
import { Sources } from './sources.tsx';

const parts = ['rules', 'sources', 'log'] as const;

/** What no rule has given to anybody (EP-LPROC-10). */
const unprocessed: Filter = {
  processing: { in: ['waiting', 'unprocessed'] },
  state: { in: ['new', 'working'] },
};

/** From where leads come in, to whom they go, and why each went there (EP-LPROC). */
export function LeadProcessorPage() {
  const { t } = useTranslation('processor');
  const { open } = useSearch({ from: '/inside/settings/$page' });
  const navigate = useNavigate({ from: '/settings/$page' });
  const part = parts.find((one) => one === open) ?? 'rules';
  return (
    <Stack className={classes['page']} gap="md">
      <div>
        <Title order={2}>{t('title')}</Title>
        <Text c="dimmed">{t('intro')}</Text>
      </div>
      <Unprocessed />
      <Tabs
        value={part}
        keepMounted={false}
        onChange={(next) => next && void navigate({ search: { open: next }, replace: true })}
      >
        <Tabs.List mb="md">
          {parts.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`${one}.title`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="rules">
          <Rules />
        </Tabs.Panel>
        <Tabs.Panel value="sources">
          <Sources />
        </Tabs.Panel>
        <Tabs.Panel value="log">
          <Log />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

/** How many nobody has got, and the way to them. */
function Unprocessed() {
  const { t } = useTranslation('processor');
  const format = useFormat();
  const lead = useObject('lead');
  const { data } = useQuery({
    queryKey: ['list', 'lead', 'unprocessed'],
    queryFn: ({ signal }) =>
      client.list(lead, { filter: unprocessed, limit: 1, total: 'capped' }, signal),
  });
  const count = data?.page.total;
  return (
    <Text size="sm" mih="1lh">
      {count === undefined ? null : count === 0 ? (
        t('unprocessed.none')
      ) : (
        <Anchor
          renderRoot={(props) => (
            <Link
              {...props}
              to="/$plural"
              params={{ plural: lead.plural }}
              search={{ filter: JSON.stringify(unprocessed) }}
            />
          )}
        >
          {t('unprocessed.some', { count, number: format.number(count) })}
        </Anchor>
      )}
    </Text>
  );
}
