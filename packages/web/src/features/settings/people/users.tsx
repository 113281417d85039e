import {
  Badge,
  Button,
  Group,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { fold } from '@relata/model';
import { IconSearch, IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../data/client.ts';
import { useMe } from '../../../data/session.ts';
import { sayProblem, tell } from '../../../data/undo.ts';
import { WhyDialog } from '../../../engine/access/lazy.ts';
import { DeactivateDialog } from './deactivate-dialog.tsx';
import { EditPersonDialog } from './edit-person-dialog.tsx';
import { InvitationList } from './invitation-list.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { everybodyQuery, forgetPeople, type Person } from './people-data.ts';
import { PeopleTable } from './people-table.tsx';
import classes from './people.module.css';

const shownOnes = ['active', 'inactive', 'all'] as const;
type Shown = (typeof shownOnes)[number];

/** Who works here, who did, and who has been asked to; for administrators. */
export function Users() {
  const { t } = useTranslation(['people', 'app']);
  const { user } = useMe();
  const { data: people = [] } = useQuery(everybodyQuery);
  const [shown, setShown] = useState<Shown>('active');
  const [words, setWords] = useState('');
  const [isInviting, setInviting] = useState(false);
  const [leaving, setLeaving] = useState<Person | null>(null);
  const [asked, setAsked] = useState<Person | null>(null);
  const [editing, setEditing] = useState<Person | null>(null);
  const count = (which: Shown) => people.filter((one) => fits(one, which)).length;
  const found = people.filter(
    (one) => fits(one, shown) && fold(`${one.name} ${one.email}`).includes(fold(words.trim())),
  );

  const reactivate = async (person: Person) => {
    try {
      await client.reactivate(person.id);
      await forgetPeople();
      tell(t('reactivated', { name: person.name }));
    } catch (error) {
      sayProblem(error);
    }
  };

  return (
    <Stack className={classes['page'] ?? ''} gap="lg">
      <Group justify="space-between">
        <Group gap="sm">
          <Title order={2}>{t('title')}</Title>
          <Badge tt="none" fw={500} variant="default">
            {t('activeCount', { count: count('active') })}
          </Badge>
          <Badge tt="none" fw={500} variant="default">
            {t('inactiveCount', { count: count('inactive') })}
          </Badge>
        </Group>
        <Button
          leftSection={<IconUserPlus size={16} aria-hidden />}
          onClick={() => setInviting(true)}
        >
          {t('invite')}
        </Button>
      </Group>
      <Group gap="sm">
        <SegmentedControl
          aria-label={t('show')}
          data={shownOnes.map((value) => ({ value, label: t(`shown.${value}`) }))}
          value={shown}
          onChange={(value) => setShown(shownOnes.find((one) => one === value) ?? 'all')}
        />
        <TextInput
          aria-label={t('find')}
          placeholder={t('find')}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      </Group>
      {found.length ? (
        <PeopleTable
          people={found}
          me={user.id}
          onEdit={setEditing}
          onWhy={setAsked}
          onDeactivate={setLeaving}
          onReactivate={(person) => void reactivate(person)}
        />
      ) : (
        <Text c="dimmed">{t('nobody')}</Text>
      )}
      <InvitationList />
      {isInviting && <InviteDialog onClose={() => setInviting(false)} />}
      {leaving && (
        <DeactivateDialog person={leaving} people={people} onClose={() => setLeaving(null)} />
      )}
      {asked && (
        <Suspense fallback={null}>
          <WhyDialog person={{ id: asked.id, title: asked.name }} onClose={() => setAsked(null)} />
        </Suspense>
      )}
      {editing && (
        <EditPersonDialog person={editing} people={people} onClose={() => setEditing(null)} />
      )}
    </Stack>
  );
}

const fits = ({ isActive }: Person, shown: Shown): boolean =>
  shown === 'all' || isActive === (shown === 'active');
