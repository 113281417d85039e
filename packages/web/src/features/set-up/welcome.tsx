import { SimpleGrid, Text, Title, UnstyledButton } from '@mantine/core';
import { IconFileImport, IconFlask, IconPencilPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { firstPlace } from '../../app/enter.ts';
import { useFormat } from '../../app/format.ts';
import { useLabels } from '../../app/language.ts';
import { useTitleOfPage } from '../../app/use-title-of-page.ts';
import { useCatalog } from '../../data/catalog.ts';
import { client } from '../../data/client.ts';
import { useMe } from '../../data/session.ts';
import { sayProblem, tell } from '../../data/undo.ts';
import { noteWork } from '../../data/work.ts';
import classes from './welcome.module.css';

/** How much of what the sample brings. */
const sample = { person: 2000, company: 600, deal: 300 };

/** After set-up: three ways to begin. */
export function WelcomePage() {
  const { t } = useTranslation('app');
  const { user } = useMe();
  const { objects } = useCatalog();
  const labels = useLabels();
  const format = useFormat();
  const navigate = useNavigate();
  const [isBusy, setBusy] = useState(false);
  useTitleOfPage(t('welcome.title', { name: user.name }));

  const trySample = async () => {
    setBusy(true);
    try {
      noteWork(await client.makeSampleData());
      tell(t('welcome.sampleComing'));
      await navigate({ to: '/$plural', params: { plural: firstPlace() } });
    } catch (error) {
      setBusy(false);
      sayProblem(error);
    }
  };
  const contents = Object.entries(sample)
    .map(([name, n]) => `${labels.object(objects[name] ?? name, 'many')} ${format.number(n)}`)
    .join(' · ');
  const ways = [
    { key: 'import', icon: IconFileImport, go: () => navigate({ href: '/people/import' }) },
    { key: 'sample', icon: IconFlask, go: trySample },
    {
      key: 'empty',
      icon: IconPencilPlus,
      go: () => navigate({ to: '/$plural', params: { plural: firstPlace() } }),
    },
  ] as const;

  return (
    <div className={classes['root']}>
      <Title order={1}>{t('welcome.title', { name: user.name.split(' ')[0] })}</Title>
      <Text c="dimmed">{t('welcome.text')}</Text>
      <SimpleGrid cols={{ base: 1, sm: 3 }} mt="lg">
        {ways.map(({ key, icon: Icon, go }) => (
          <UnstyledButton
            key={key}
            className={classes['way'] ?? ''}
            disabled={isBusy}
            onClick={() => void go()}
          >
            <Icon size={28} stroke={1.4} aria-hidden />
            <Text fw={600}>{t(`welcome.${key}`)}</Text>
            <Text size="sm" c="dimmed">
              {t(`welcome.${key}Text`, { contents })}
            </Text>
          </UnstyledButton>
        ))}
      </SimpleGrid>
    </div>
  );
}
