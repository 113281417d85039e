import { Button } from '@mantine/core';
import { ApiProblem, type DescribedObject } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import { PageMissing } from '../../app/page-problem.tsx';
import { useProblemText } from '../../app/problem-text.ts';
import { useTitleOfPage } from '../../app/use-title-of-page.ts';
import { byPlural, useCatalog } from '../../data/catalog.ts';
import { recordQuery } from '../../data/records.ts';
import { isTakenBack } from '../../data/undo.ts';
import { Empty } from '../../ui/empty.tsx';
import { RecordSkeleton } from './record-skeleton.tsx';
import { RecordView } from './record-view.tsx';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The record of which the one at this address was made, and by which batch. */
    was?: { plural: string; id: string; batch: string } | undefined;
  }
}

/** `/people/{id}`: one record with everything about it. */
export function RecordPage() {
  const { plural = '', id = '' } = useParams({ strict: false });
  const object = byPlural(useCatalog(), plural);
  if (!object || object.place !== 'main') return <PageMissing />;
  return <Page key={id} object={object} id={id} />;
}

function Page({ object, id }: { object: DescribedObject; id: string }) {
  const { t } = useTranslation('record');
  const labels = useLabels();
  const problemText = useProblemText();
  const navigate = useNavigate();
  const search: { tab?: unknown; entry?: unknown } = useSearch({ strict: false });
  const { data: record, error, refetch } = useQuery(recordQuery(object, id));

  useTitleOfPage(record?.title);
  // What became part of another record is found there.
  const stays = record && record.id !== id.toLowerCase() ? record.id : null;
  useEffect(() => {
    if (stays === null) return;
    const params = { plural: object.plural, id: stays };
    navigate({ to: '/$plural/$id', params, replace: true }).catch(() => undefined);
  }, [stays, object.plural, navigate]);

  const isGone = error instanceof ApiProblem && error.status === 404;
  // What was made of another record and is taken back here leads to that one again; what others delete does not.
  const was = useLocation({ select: ({ state }) => state.was });
  const leadsBack = isGone && was !== undefined && isTakenBack(was.batch);
  useEffect(() => {
    if (!leadsBack || !was) return;
    const { plural, id: before } = was;
    navigate({ to: '/$plural/$id', params: { plural, id: before }, replace: true }).catch(
      () => undefined,
    );
  }, [leadsBack, was, navigate]);

  if (record && !isGone)
    return (
      <RecordView
        object={object}
        record={record}
        tab={typeof search.tab === 'string' ? search.tab : null}
        entry={typeof search.entry === 'string' ? search.entry : undefined}
        onTab={(tab) =>
          void navigate({
            to: '.',
            search: (before: Record<string, unknown>) => ({ ...before, tab, entry: undefined }),
            replace: true,
            // Where it came from stays known.
            state: true,
          })
        }
        onGone={() => void navigate({ to: '/$plural', params: { plural: object.plural } })}
      />
    );
  if (!error || leadsBack) return <RecordSkeleton />;
  if (isGone)
    return (
      <Empty title={t('gone.title')} text={t('gone.text')}>
        <Button
          renderRoot={(props) => (
            <Link to="/$plural" params={{ plural: object.plural }} {...props} />
          )}
        >
          {labels.object(object, 'many')}
        </Button>
      </Empty>
    );
  return (
    <Empty title={problemText(error)} role="alert">
      <Button onClick={() => void refetch()}>{t('again')}</Button>
    </Empty>
  );
}
