import { Alert, Button, Group, SegmentedControl, Select, Stack, Switch, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { DescribedObject } from '@relata/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CancelButton, Dialog } from '../../app/dialog.tsx';
import { useLabels } from '../../app/language.ts';
import { useProblemText } from '../../app/problem-text.ts';
import { useMe } from '../../data/session.ts';
import { changeSetting } from '../../data/change-setting.ts';
import { useSmallList } from '../../fields/titles.ts';
import { ownLayouts } from '../record/use-laid-out.ts';
import { Arrangement } from './arrangement.tsx';
import { draftFor, everyPipeline, layoutOf } from './layout-draft.ts';
import { saveCommon, saveOwn } from './save-layout.ts';

interface Props {
  object: DescribedObject;
  /** Of the record that it is opened from. */
  pipeline?: string | null;
  onClose: () => void;
}

type For = 'everybody' | 'me';

/** How the pages and forms of an object are laid out: for everybody (administrators), or for oneself. */
export function LayoutDialog({ object, pipeline: given = null, onClose }: Props) {
  const { t } = useTranslation(['layout', 'app']);
  const labels = useLabels();
  const problem = useProblemText();
  const isNarrow = useMediaQuery('(max-width: 36em)');
  const { user, can } = useMe();
  const own = ownLayouts(user.preferences, object.name);
  const pipelines = useSmallList('pipeline', object.stages?.pipeline !== undefined);
  const [who, setWho] = useState<For>(can.administer ? 'everybody' : 'me');
  const layouts = (who === 'me' ? own : object.layouts) ?? {};
  // Where a pipeline has a layout of its own, that is what somebody sees and means.
  const [pipeline, setPipeline] = useState(
    given !== null && layouts[given] ? given : everyPipeline,
  );
  const [draft, setDraft] = useState(() => draftFor(object, pipeline, who === 'me' ? own : {}));
  const [forAll, setForAll] = useState(object.layoutForAll === true);
  const [isMoved, setMoved] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const turnTo = (nextWho: For, next: string) => {
    setWho(nextWho);
    setPipeline(next);
    setDraft(draftFor(object, next, nextWho === 'me' ? own : {}));
    setMoved(false);
    setError(null);
  };
  const arrange = (next: typeof draft) => {
    setDraft(next);
    setMoved(true);
  };
  const isKept = layouts[pipeline] !== undefined;
  const isForced = who === 'me' && object.layoutForAll === true;

  const save = async (isBack: boolean) => {
    setBusy(true);
    try {
      const layout = isBack ? null : layoutOf(draft);
      await changeSetting(
        () =>
          who === 'me'
            ? saveOwn(object.name, pipeline, layout)
            : saveCommon(object, pipeline, layout, forAll),
        t('saved'),
      );
      onClose();
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      onClose={onClose}
      isDirty={isMoved || forAll !== (object.layoutForAll === true)}
      size={900}
      fullScreen={isNarrow}
      title={t('title', { objects: labels.object(object, 'many') })}
    >
      <Stack gap="md">
        {error ? (
          <Alert color="red" variant="light" role="alert">
            {problem(error)}
          </Alert>
        ) : null}
        <Text size="sm" c="dimmed">
          {t('intro')}
        </Text>
        <Group align="end" gap="md">
          {can.administer ? (
            <SegmentedControl
              aria-label={t('for')}
              data={(['everybody', 'me'] as const).map((value) => ({ value, label: t(value) }))}
              value={who}
              onChange={(value) => turnTo(value === 'me' ? 'me' : 'everybody', pipeline)}
            />
          ) : null}
          {pipelines.length ? (
            <Select
              label={t('pipeline')}
              data={[
                { value: everyPipeline, label: t('everyPipeline') },
                ...pipelines.map((one) => ({ value: one.id, label: one.title })),
              ]}
              value={pipeline}
              allowDeselect={false}
              onChange={(value) => value && turnTo(who, value)}
            />
          ) : null}
        </Group>
        {who === 'everybody' ? (
          <Switch
            label={t('forAll')}
            description={t('forAllHint')}
            checked={forAll}
            onChange={(event) => setForAll(event.currentTarget.checked)}
          />
        ) : null}
        {isForced ? (
          <Alert variant="light">{t('forced')}</Alert>
        ) : (
          <Arrangement object={object} draft={draft} onChange={arrange} />
        )}
        <Group justify="space-between">
          {isKept ? (
            <Button variant="subtle" color="red" loading={isBusy} onClick={() => void save(true)}>
              {t(who === 'me' ? 'backToCommon' : 'backToShipped')}
            </Button>
          ) : (
            <span />
          )}
          <Group gap="xs">
            <CancelButton />
            <Button loading={isBusy} disabled={isForced} onClick={() => void save(false)}>
              {t('app:save')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Dialog>
  );
}
