import { Kbd, Table, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../dialog.tsx';

const groups = [
  {
    title: 'anywhere',
    keys: [
      ['palette', ['Ctrl K', '⌘ K']],
      ['create', ['c']],
      ['search', ['/']],
      ['undo', ['Ctrl Z', '⌘ Z']],
      ['help', ['?']],
    ],
  },
  {
    title: 'list',
    keys: [
      ['move', ['j', 'k']],
      ['cells', ['←', '↑', '↓', '→']],
      ['select', ['x']],
      ['range', ['Shift ↓', 'Shift ↑']],
      ['edit', ['e', 'F2']],
      ['look', ['o', 'Space']],
      ['rowMenu', ['m']],
      ['open', ['Enter']],
      ['escape', ['Esc']],
    ],
  },
  { title: 'record', keys: [['follow', ['f']]] },
] as const;

/** What the keyboard can do. */
export function Shortcuts({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('app');
  return (
    <Dialog onClose={onClose} title={t('shortcuts.title')} size="md">
      {groups.map(({ title, keys }) => (
        <section key={title}>
          <Title order={3} mt="md">
            {t(`shortcuts.${title}`)}
          </Title>
          <Table withRowBorders={false} verticalSpacing={4}>
            <Table.Tbody>
              {keys.map(([what, combinations]) => (
                <Table.Tr key={what}>
                  <Table.Td>{t(`shortcuts.${what}`)}</Table.Td>
                  <Table.Td ta="end">
                    {combinations.map((combination) => (
                      <Kbd key={combination} ml={4} size="sm">
                        {combination}
                      </Kbd>
                    ))}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      ))}
    </Dialog>
  );
}
