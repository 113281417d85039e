import { Alert, Anchor, Button, FileButton, Progress, Text, Title } from '@mantine/core';
import { ApiProblem, type DescribedObject } from '@relata/client';
import { IconAlertCircle, IconFileImport } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useProblemText } from '../../../app/problem-text.ts';
import { described, useCatalog } from '../../../data/catalog.ts';
import { client } from '../../../data/client.ts';
import { queryClient } from '../../../data/query-client.ts';
import { importQuery } from '../draft.ts';
import { Frame } from '../frame.tsx';
import { programNames } from '../programs.ts';
import { EarlierImports } from './earlier-imports.tsx';
import classes from './file.module.css';
import { takeHanded } from './handed-over.ts';
import { type Upload, uploadForImport } from './upload.ts';
import { useFileDrop } from './use-file-drop.ts';

/** The first step: a file, dropped or chosen, and why it is not taken where that is so. */
export function FileStep({ object }: { object: DescribedObject }) {
  const { t } = useTranslation('import');
  const { send, cancel, sending, refusal } = useSending(object);
  const format = useFormat();
  const problem = useProblemText();
  const [tooMany, setTooMany] = useState(false);
  const choose = useRef<HTMLButtonElement>(null);
  const take = (files: File[]) => {
    const [file] = files;
    setTooMany(files.length > 1);
    if (file && files.length === 1) send(file);
  };
  const isOver = useFileDrop(take, !sending);
  const takeHandedOver = useEffectEvent(() => {
    const file = takeHanded();
    if (file) send(file);
  });
  useEffect(() => takeHandedOver(), []);
  useEffect(() => {
    if (refusal) choose.current?.focus();
  }, [refusal]);

  return (
    <Frame object={object} step="file">
      {refusal && (
        <Alert
          color="red"
          role="alert"
          icon={<IconAlertCircle size={18} />}
          title={t('file.refused', { name: refusal.name })}
        >
          {problem(refusal.error)}
        </Alert>
      )}
      {tooMany && (
        <Alert color="orange" role="alert" icon={<IconAlertCircle size={18} />}>
          {t('file.onlyOne')}
        </Alert>
      )}
      <div className={classes['zone']} data-over={isOver || undefined}>
        <IconFileImport className={classes['icon'] ?? ''} size={40} stroke={1.3} aria-hidden />
        {sending ? (
          <SendingFile file={sending.file} bytes={sending.bytes} onCancel={cancel} />
        ) : (
          <>
            <Title order={2}>{isOver ? t('file.dropNow') : t('file.drop')}</Title>
            <Text size="sm" c="dimmed">
              {t('file.or')}
            </Text>
            <FileButton
              onChange={(file) => file && take([file])}
              accept=".csv,.tsv,.txt,.xlsx,.vcf,.vcard,text/csv,text/vcard"
            >
              {(props) => (
                <Button {...props} ref={choose} size="md">
                  {t('file.choose')}
                </Button>
              )}
            </FileButton>
            <Text size="sm" mt="sm">
              {t('file.formats')}
            </Text>
            <Text size="sm" c="dimmed" className={classes['programs'] ?? ''}>
              {t('file.known', { programs: format.list(programNames) })}
            </Text>
          </>
        )}
      </div>
      <Text size="sm" c="dimmed" ta="center">
        {t('file.promise')}
      </Text>
      <EarlierImports />
    </Frame>
  );
}

function SendingFile({
  file,
  bytes,
  onCancel,
}: {
  file: File;
  bytes: number;
  onCancel: () => void;
}) {
  const { t } = useTranslation(['import', 'app']);
  const format = useFormat();
  const isThere = bytes >= file.size;
  const size = (count: number) =>
    format.number(count / 1_000_000, {
      style: 'unit',
      unit: 'megabyte',
      maximumFractionDigits: count < 10_000_000 ? 1 : 0,
    });
  return (
    <div className={classes['progress']}>
      <Text fw={600} mb={8} aria-live="polite" style={{ overflowWrap: 'anywhere' }}>
        {isThere
          ? t('file.reading', { name: file.name })
          : t('file.uploading', { name: file.name })}
      </Text>
      <Progress
        size="lg"
        value={isThere ? 100 : (bytes / Math.max(1, file.size)) * 100}
        animated={isThere}
        aria-label={t('file.uploading', { name: file.name })}
      />
      <Text size="sm" c="dimmed" my={8}>
        {t('file.uploaded', { done: size(Math.min(bytes, file.size)), total: size(file.size) })}
      </Text>
      <Anchor component="button" type="button" size="sm" onClick={onCancel}>
        {t('app:cancel')}
      </Anchor>
    </div>
  );
}

/** Sends a file and goes on to its columns. */
function useSending(object: DescribedObject) {
  const catalog = useCatalog();
  const navigate = useNavigate();
  const [sending, setSending] = useState<{ file: File; bytes: number } | null>(null);
  const [refusal, setRefusal] = useState<{ name: string; error: unknown } | null>(null);
  const upload = useRef<Upload | null>(null);
  useEffect(() => () => upload.current?.cancel(), []);

  const send = (file: File) => {
    setRefusal(null);
    setSending({ file, bytes: 0 });
    const under = uploadForImport(file, (bytes) => setSending((now) => now && { ...now, bytes }));
    upload.current = under;
    settle(under, object)
      .then(async ({ run, seems }) => {
        queryClient.setQueryData(importQuery(run.id).queryKey, run);
        upload.current = null;
        const { plural } = described(catalog, run.object);
        await navigate({
          to: '/$plural/import',
          params: { plural },
          search: { id: run.id, seems },
        });
      })
      .catch((error: unknown) => {
        if (upload.current !== under) return;
        setRefusal({ name: file.name, error });
      })
      .finally(() => {
        if (upload.current === under || upload.current === null) setSending(null);
      });
  };
  const cancel = () => {
    const under = upload.current;
    upload.current = null;
    under?.cancel();
    setSending(null);
  };
  return { send, cancel, sending, refusal };
}

/**
 * What a known program wrote is what it is. Of any other file the rows are what somebody asked to import; what more of
 * its columns are known of is offered.
 */
async function settle(upload: Upload, object: DescribedObject) {
  const run = await upload.done;
  if (run.preset || run.object === object.name) return { run, seems: undefined };
  try {
    const asked = await client.changeImport(run.id, { object: object.name });
    const isLess = asked.mapping.length < run.mapping.length;
    return { run: asked, seems: isLess ? run.object : undefined };
  } catch (error) {
    if (error instanceof ApiProblem && error.isPassing) throw error;
    return { run, seems: undefined };
  }
}
