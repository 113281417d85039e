import { Button, FileButton, Group } from '@mantine/core';
import type { AnyRecord, DescribedObject } from '@relata/client';
import { IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useObject } from '../../data/catalog.ts';
import { Timeline } from '../timeline/timeline.tsx';
import { uploadTo } from '../timeline/upload.ts';

const onlyFiles = ['file'] as const;

/** All files of a record, and the button that adds more. */
export function Files({ object, record }: { object: DescribedObject; record: AnyRecord }) {
  const { t } = useTranslation('record');
  const mayAdd = useObject('file').can.create;
  const [isBusy, setBusy] = useState(false);
  const upload = async (files: File[]) => {
    setBusy(true);
    await uploadTo(object, record.id, files);
    setBusy(false);
  };
  return (
    <>
      {mayAdd ? (
        <Group justify="flex-end" mb="xs">
          <FileButton multiple onChange={(files) => void upload(files)}>
            {(button) => (
              <Button
                {...button}
                size="compact-sm"
                variant="default"
                loading={isBusy}
                leftSection={<IconUpload size={15} />}
              >
                {t('composer.chooseFiles')}
              </Button>
            )}
          </FileButton>
        </Group>
      ) : null}
      <Timeline object={object} record={record} only={onlyFiles} />
    </>
  );
}
