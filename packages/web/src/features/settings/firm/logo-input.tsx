import { Button, FileButton, Group, Input } from '@mantine/core';
import { IconTrash, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../../app/problem-text.ts';
import { client } from '../../../data/client.ts';
import { useMe } from '../../../data/session.ts';
import classes from '../settings.module.css';
import { smallPicture } from './small-picture.ts';

interface Props {
  logo: string | null;
  error: string | undefined;
  onChange: (logo: string | null) => Promise<void>;
}

/** The firm's logo: made small where it is large, kept as soon as it is chosen. */
export function LogoInput({ logo, error, onChange }: Props) {
  const { t } = useTranslation('firm');
  const problemOf = useProblemText();
  const { workspace, can } = useMe();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const address = client.logoAddress({ id: workspace.id, logo });
  const choose = async (chosen: File | null) => {
    if (!chosen) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const picture = await smallPicture(chosen);
      if (!picture) return setProblem(t('notPicture'));
      const { id } = await client.upload(picture, 'logo');
      await onChange(id);
    } catch (caught) {
      setProblem(problemOf(caught));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Input.Wrapper
      label={t('logo')}
      labelElement="div"
      description={t('logoHint')}
      error={problem ?? error}
    >
      <Group gap="sm" mt={8} role="group" aria-label={t('logo')}>
        {address && <img src={address} alt={workspace.name} className={classes['logo']} />}
        {can.administer && (
          <FileButton accept="image/*" onChange={(chosen) => void choose(chosen)}>
            {(button) => (
              <Button
                {...button}
                variant="default"
                loading={isBusy}
                leftSection={<IconUpload size={15} />}
              >
                {t('choose')}
              </Button>
            )}
          </FileButton>
        )}
        {can.administer && logo && (
          <Button
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={15} />}
            onClick={() => void onChange(null)}
          >
            {t('removeLogo')}
          </Button>
        )}
      </Group>
    </Input.Wrapper>
  );
}
