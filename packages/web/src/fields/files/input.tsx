import { Button, FileButton, Group, Input, Pill } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../app/problem-text.ts';
import { client } from '../../data/client.ts';
import { type InputProps, type Reference, referenceOf } from '../contract.ts';
import styles from '../fields.module.css';
import { sizeOf } from '../input-props.ts';
import { useTitle } from '../titles.ts';

/** Files that belong to a field: uploaded as soon as they are chosen. */
export function FilesInput(props: InputProps<(string | Reference)[]>) {
  const { field, value, onChange, disabled, compact } = props;
  const { t } = useTranslation('fields');
  const problemText = useProblemText();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const files = (value ?? []).map(referenceOf);
  const most = field.max ?? 50;

  const upload = async (chosen: File[]) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const made: Reference[] = [];
      for (const file of chosen) {
        const { id, title } = await client.upload(file, file.name);
        made.push({ id, title });
      }
      onChange([...files, ...made].slice(-most));
    } catch (error) {
      setProblem(problemText(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Input.Wrapper
      label={props.label}
      labelElement="div"
      description={props.description}
      error={problem ?? props.error}
      size={sizeOf(compact)}
    >
      <Group gap="xs" role="group" aria-label={props.ariaLabel}>
        {files.map((file) => (
          <FilePill
            key={file.id}
            file={file}
            onRemove={() => {
              const rest = files.filter(({ id }) => id !== file.id);
              onChange(rest.length ? rest : null);
            }}
          />
        ))}
        <FileButton
          multiple={most > 1}
          accept={field.images ? 'image/*' : undefined}
          disabled={disabled}
          onChange={(chosen) => void upload(asList(chosen))}
        >
          {(button) => (
            <Button
              {...button}
              variant="default"
              size="compact-sm"
              loading={isBusy}
              disabled={disabled}
              leftSection={<IconUpload size={14} />}
              className={styles['badge']}
            >
              {t(field.images ? 'chooseImage' : 'chooseFile')}
            </Button>
          )}
        </FileButton>
      </Group>
    </Input.Wrapper>
  );
}

function FilePill({ file, onRemove }: { file: Reference; onRemove: () => void }) {
  const { t } = useTranslation('fields');
  const name = useTitle('file', file);
  return (
    <Pill
      withRemoveButton
      onRemove={onRemove}
      removeButtonProps={{
        'aria-label': t('removeOne', { name }),
        tabIndex: 0,
        'aria-hidden': false,
      }}
    >
      {name}
    </Pill>
  );
}

const asList = (chosen: File | File[] | null): File[] =>
  chosen === null ? [] : Array.isArray(chosen) ? chosen : [chosen];
