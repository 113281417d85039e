import { TextInput, Title } from '@mantine/core';
import { fold } from '@relata/model';
import { IconSearch } from '@tabler/icons-react';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../app/language.ts';
import { useCatalog } from '../../data/catalog.ts';
import { useMe } from '../../data/session.ts';
import classes from './settings.module.css';
import { subjectsFor } from './subjects.ts';
import { subjectTitle, subjectWords } from './subject-words.ts';

/** The subjects of the settings beside the page of the one that is open. */
export function SettingsFrame() {
  const { t } = useTranslation(['settings', 'people']);
  const catalog = useCatalog();
  const { can, viewedBy } = useMe();
  const [query, setQuery] = useState('');
  const { pathname } = useLocation();
  const nav = useRef<HTMLElement>(null);
  // On a telephone the subjects stand in one line, of which only a part is seen.
  useEffect(() => {
    nav.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }, [pathname]);
  const labels = useLabels();
  const subjects = subjectsFor(catalog, can.administer, viewedBy !== null).filter((subject) =>
    fold(query)
      .split(' ')
      .every((word) => fold(subjectWords(subject, labels)).includes(word)),
  );
  const groups = (['personal', 'workspace', 'shape', 'people'] as const).filter((group) =>
    subjects.some((one) => one.group === group),
  );

  return (
    <div className={classes['frame']}>
      <nav ref={nav} className={classes['nav']} aria-label={t('title')}>
        <Title order={1}>{t('title')}</Title>
        <TextInput
          className={classes['search'] ?? ''}
          size="xs"
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        {groups.map((group) => (
          <section key={group} className={classes['group']}>
            <h2 className={classes['heading']}>{t(group)}</h2>
            <ul className={classes['list']}>
              {subjects
                .filter((subject) => subject.group === group)
                .map((subject) => (
                  <li key={subject.page}>
                    <Link
                      to="/settings/$page"
                      params={{ page: subject.page }}
                      className={classes['link']}
                      activeOptions={{ includeSearch: false }}
                      activeProps={{ 'data-active': true }}
                    >
                      <subject.icon size={18} stroke={1.6} aria-hidden />
                      {subjectTitle(subject, labels)}
                    </Link>
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </nav>
      <div className={classes['page']}>
        <Outlet />
      </div>
    </div>
  );
}
