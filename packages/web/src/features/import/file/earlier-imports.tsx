import { Badge, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format.ts';
import { useLabels } from '../../../app/language.ts';
import { useCatalog, useObject } from '../../../data/catalog.ts';
import { client } from '../../../data/client.ts';
import classes from './file.module.css';

const shown = 5;

/** One's own latest imports: those that wait for their start, and the results of others with their undo. */
export function EarlierImports() {
  const { t } = useTranslation('import');
  const imports = useObject('import');
  const catalog = useCatalog();
  const labels = useLabels();
  const format = useFormat();
  const { data = [] } = useQuery({
    queryKey: ['list', 'import', 'latest'],
    queryFn: async ({ signal }) =>
      (
        await client.list(
          imports,
          {
            sort: '-createdAt',
            limit: shown,
            total: 'none',
            filter: { status: { ne: 'cancelled' } },
          },
          signal,
        )
      ).data,
  });
  if (!data.length) return null;
  return (
    <section aria-labelledby="earlier-imports">
      <Title order={2} id="earlier-imports" mb="xs">
        {t('file.earlier')}
      </Title>
      <ul className={classes['list']}>
        {data.map((one) => {
          const object = catalog.objects[String(one['object'])];
          const status = String(one['status']);
          if (!object) return null;
          return (
            <li key={one.id} className={classes['item']}>
              <span className={classes['fileName']}>{one.title}</span>
              <Text size="sm" c="dimmed">
                {labels.object(object, 'many')}
              </Text>
              <Text size="sm" c="dimmed">
                {format.relative(one.createdAt)}
              </Text>
              <Badge variant="default" tt="none" fw={500}>
                {labels.option(imports, 'status', status)}
              </Badge>
              <Link
                to="/$plural/import"
                params={{ plural: object.plural }}
                search={{ id: one.id }}
                className={classes['link'] ?? ''}
                aria-label={`${status === 'draft' ? t('file.continue') : t('file.look')}: ${one.title}`}
              >
                {status === 'draft' ? t('file.continue') : t('file.look')}
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
