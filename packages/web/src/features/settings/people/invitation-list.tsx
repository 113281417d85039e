import { Badge, Button, Group, Table, Text, Title } from '@mantine/core';
import type { Invitation, Invited } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../app/dialog.tsx';
import { useFormat } from '../../../app/format.ts';
import { client } from '../../../data/client.ts';
import { sayProblem, tell } from '../../../data/undo.ts';
import { InvitedShown } from './invite-dialog.tsx';
import { everybodyQuery, forgetPeople, invitationsQuery, useRoles } from './people-data.ts';
import classes from './people.module.css';

const colours = { pending: 'blue', accepted: 'green', expired: 'orange', revoked: 'gray' } as const;

/** Who has been asked in, and what became of it. */
export function InvitationList() {
  const { t } = useTranslation('people');
  const format = useFormat();
  const roles = useRoles();
  const { data: invitations = [] } = useQuery(invitationsQuery);
  const { data: people = [] } = useQuery(everybodyQuery);
  const [sent, setSent] = useState<{ email: string; invited: Invited }>();

  const resend = async ({ id, email }: Invitation) => {
    try {
      setSent({ email, invited: await client.resendInvitation(id) });
      await forgetPeople();
    } catch (error) {
      sayProblem(error);
    }
  };
  const revoke = async ({ id, email }: Invitation) => {
    try {
      await client.revokeInvitation(id);
      await forgetPeople();
      tell(t('withdrawn', { email }));
    } catch (error) {
      sayProblem(error);
    }
  };

  return (
    <section>
      <Title order={3} mb="xs">
        {t('invitations')}
      </Title>
      {invitations.length === 0 ? (
        <Text c="dimmed">{t('noInvitations')}</Text>
      ) : (
        <div className={classes['scroll']}>
          <Table verticalSpacing="xs" aria-label={t('invitations')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('email')}</Table.Th>
                <Table.Th>{t('column.role')}</Table.Th>
                <Table.Th>{t('inviter')}</Table.Th>
                <Table.Th>{t('sentAt')}</Table.Th>
                <Table.Th>{t('column.status')}</Table.Th>
                <Table.Th aria-label={t('column.actions')} />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {invitations.map((one) => (
                <Table.Tr key={one.id}>
                  <Table.Td>{one.email}</Table.Td>
                  <Table.Td>
                    {roles.find(({ value }) => value === one.role)?.label ?? one.role}
                  </Table.Td>
                  <Table.Td>{people.find(({ id }) => id === one.inviter)?.name}</Table.Td>
                  <Table.Td>{format.dateTime(one.sentAt)}</Table.Td>
                  <Table.Td>
                    <Badge tt="none" fw={500} variant="dot" color={colours[one.status]}>
                      {t(`invitation.${one.status}`)}
                    </Badge>
                  </Table.Td>
                  <Table.Td>
                    {(one.status === 'pending' || one.status === 'expired') && (
                      <Group gap="xs" wrap="nowrap">
                        <Button
                          size="xs"
                          variant="default"
                          aria-label={t('newLinkFor', { email: one.email })}
                          onClick={() => void resend(one)}
                        >
                          {t('newLink')}
                        </Button>
                        <Button
                          size="xs"
                          variant="subtle"
                          color="red"
                          aria-label={t('withdrawFor', { email: one.email })}
                          onClick={() => void revoke(one)}
                        >
                          {t('withdraw')}
                        </Button>
                      </Group>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {sent && (
        <Dialog onClose={() => setSent(undefined)} title={t('inviteTitle')}>
          <InvitedShown {...sent} onClose={() => setSent(undefined)} />
        </Dialog>
      )}
    </section>
  );
}
