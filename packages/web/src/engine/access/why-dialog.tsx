import { Alert, Badge, Button, Group, Loader, Stack, Table, Text } from '@mantine/core';
import type { Why } from '@relata/client';
import type { RecordRef } from '@relata/model';
import { IconEye } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../app/dialog.tsx';
import { useProblemText } from '../../app/problem-text.ts';
import { useCatalog } from '../../data/catalog.ts';
import { client } from '../../data/client.ts';
import { useMe } from '../../data/session.ts';
import { viewAs } from '../../data/viewing.ts';
import type { Reference } from '../../fields/contract.ts';
import { RecordPicker } from '../picker/record-picker.tsx';
import { Grounds } from './grounds.tsx';
import classes from './why.module.css';

interface Props {
  /** The record that it is about; without it, one is picked. */
  record?: Reference;
  /** The person whom it is about; whoever asks unless given. */
  person?: Reference;
  onClose: () => void;
}

const verbs = ['read', 'update', 'delete'] as const;

/**
 * What somebody may do with a record, and the rule that decides. Administrators ask about anybody and any record that
 * they see, others about themselves.
 */
export function WhyDialog({ record: given, person, onClose }: Props) {
  const { t } = useTranslation(['why', 'access']);
  const { user, can } = useMe();
  const [who, setWho] = useState<Reference>(person ?? { id: user.id, title: user.name });
  const [record, setRecord] = useState<Reference | null>(given ?? null);
  const { objects } = useCatalog();
  const object = objects[record?.object ?? ''];
  const isMe = who.id === user.id;
  return (
    <Dialog
      isDirty={false}
      onClose={onClose}
      size="lg"
      title={given?.title ? t('why.titleOf', { title: given.title }) : t('why.title')}
    >
      <Stack gap="md">
        {can.administer && (
          <div className={classes['pickers']}>
            <RecordPicker
              to="user"
              label={t('why.person')}
              ariaLabel={t('why.person')}
              value={who}
              onPick={(picked) => setWho(picked ?? { id: user.id, title: user.name })}
            />
            {!given && (
              <RecordPicker
                to="*"
                label={t('why.record')}
                ariaLabel={t('why.record')}
                value={record}
                onPick={setRecord}
              />
            )}
          </div>
        )}
        {object && record ? (
          <>
            <Answer
              key={`${record.id} ${who.id}`}
              record={{ object: object.name, id: record.id }}
              user={isMe ? undefined : who.id}
            />
            <Grounds object={object} id={record.id} person={who.id} />
            {can.administer && !isMe && (
              <Group justify="flex-end">
                <Button
                  variant="default"
                  leftSection={<IconEye size={16} aria-hidden />}
                  onClick={() =>
                    viewAs(who.id, object.place === 'main' ? `/${object.plural}/${record.id}` : '/')
                  }
                >
                  {t('access:viewing.begin')}
                </Button>
              </Group>
            )}
          </>
        ) : (
          <Text size="sm" c="dimmed">
            {t('why.pick')}
          </Text>
        )}
      </Stack>
    </Dialog>
  );
}

function Answer({ record, user }: { record: RecordRef; user: string | undefined }) {
  const { t } = useTranslation('why');
  const problem = useProblemText();
  const { data, error } = useQuery({
    queryKey: ['why', record.object, record.id, user],
    queryFn: () => client.why(record, user),
    // Who may do what changes elsewhere.
    staleTime: 0,
  });
  if (error)
    return (
      <Alert color="red" role="alert">
        {problem(error)}
      </Alert>
    );
  if (!data) return <Loader size="sm" />;
  return (
    <Table aria-label={t('why.title')} verticalSpacing="sm">
      <Table.Tbody>
        {verbs.map((verb) => (
          <Row key={verb} verb={verb} found={data[verb]} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Row({ verb, found }: { verb: (typeof verbs)[number]; found: Why['read'] }) {
  const { t } = useTranslation('why');
  return (
    <Table.Tr>
      <Table.Th scope="row">{t(`why.verb.${verb}`)}</Table.Th>
      <Table.Td className={classes['answer'] ?? ''}>
        <div className={classes['verdict']}>
          <Badge
            tt="none"
            fw={500}
            miw="max-content"
            variant="dot"
            color={found.allowed ? 'green' : 'red'}
          >
            {t(found.allowed ? 'why.yes' : 'why.no')}
          </Badge>
          <span>{t(`why.reason.${found.reason}`)}</span>
        </div>
      </Table.Td>
    </Table.Tr>
  );
}
