import { ActionIcon, Tooltip } from '@mantine/core';
import {
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconSettings,
  IconStar,
  IconTrash,
  IconX,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { hasRecycleBin, useCatalog } from '../../data/catalog.ts';
import { favouritesQuery } from '../../data/favourites.ts';
import { client } from '../../data/client.ts';
import { useMe } from '../../data/session.ts';
import { ObjectIcon } from '../../ui/object-icon.tsx';
import { useLabels } from '../language.ts';
import classes from './navigation.module.css';

/** Objects that open with something else than their list. */
const opensAt: Partial<
  Record<string, { to: '/goals/quarters/$shown'; params: { shown: string } }>
> = {
  goal: { to: '/goals/quarters/$shown', params: { shown: 'progress' } },
};

interface Props {
  collapsed: boolean;
  /** Shown over the page, on narrow screens. */
  drawer: boolean;
  onCollapse: () => void;
  onClose: () => void;
}

export function Navigation({ collapsed, drawer, onCollapse, onClose }: Props) {
  const { t } = useTranslation('app');
  const labels = useLabels();
  const catalog = useCatalog();
  const { workspace } = useMe();
  const logo = client.logoAddress(workspace);
  const { pathname } = useLocation();
  const { data: favourites = [] } = useQuery(favouritesQuery);
  const places = Object.values(catalog.objects).filter(
    (object) => object.place === 'main' && object.can.read,
  );

  return (
    <nav
      className={classes['nav']}
      aria-label={t('shell.navigation')}
      data-collapsed={collapsed || undefined}
    >
      <div className={classes['top']}>
        {logo === null ? (
          <img src="/icon.svg" alt="" width={24} height={24} />
        ) : (
          <img src={logo} alt="" className={classes['logo']} />
        )}
        {!collapsed && <span className={classes['workspace']}>{workspace.name}</span>}
        {drawer && (
          <ActionIcon onClick={onClose} aria-label={t('shell.closeNavigation')}>
            <IconX size={18} />
          </ActionIcon>
        )}
      </div>
      <div className={classes['scroll']}>
        {favourites.length > 0 && (
          <section aria-label={t('shell.favourites')}>
            {!collapsed && <h2 className={classes['heading']}>{t('shell.favourites')}</h2>}
            <ul className={classes['list']}>
              {favourites.flatMap((one) => {
                const object = catalog.objects[one.object];
                if (!object) return [];
                return (
                  <Item
                    key={`${one.object}/${one.id}`}
                    label={one.title}
                    collapsed={collapsed}
                    icon={<IconStar size={18} stroke={1.6} aria-hidden />}
                  >
                    {(content, className) => (
                      <Link
                        to="/$plural"
                        params={{ plural: object.plural }}
                        search={{ open: one.id }}
                        className={className}
                        aria-label={one.title}
                      >
                        {content}
                      </Link>
                    )}
                  </Item>
                );
              })}
            </ul>
          </section>
        )}
        <ul className={classes['list']}>
          {places.map((object) => (
            <Item
              key={object.name}
              label={labels.object(object, 'many')}
              collapsed={collapsed}
              icon={<ObjectIcon name={object.icon} />}
            >
              {(content, className) => (
                <Link
                  {...(opensAt[object.name] ?? {
                    to: '/$plural',
                    params: { plural: object.plural },
                  })}
                  className={className}
                  aria-label={labels.object(object, 'many')}
                  data-active={`${pathname}/`.startsWith(`/${object.plural}/`) || undefined}
                >
                  {content}
                </Link>
              )}
            </Item>
          ))}
        </ul>
      </div>
      <ul className={classes['list']}>
        {hasRecycleBin(catalog) && (
          <Item
            label={t('shell.recycleBin')}
            collapsed={collapsed}
            icon={<IconTrash size={18} stroke={1.6} aria-hidden />}
          >
            {(content, className) => (
              <Link
                to="/recycle-bin"
                className={className}
                aria-label={t('shell.recycleBin')}
                activeProps={{ 'data-active': true }}
              >
                {content}
              </Link>
            )}
          </Item>
        )}
        <Item
          label={t('shell.settings')}
          collapsed={collapsed}
          icon={<IconSettings size={18} stroke={1.6} aria-hidden />}
        >
          {(content, className) => (
            <Link
              to="/settings"
              className={className}
              aria-label={t('shell.settings')}
              activeProps={{ 'data-active': true }}
            >
              {content}
            </Link>
          )}
        </Item>
      </ul>
      {!drawer && (
        <div className={classes['bottom']}>
          <Tooltip label={collapsed ? t('shell.expand') : t('shell.collapse')} position="right">
            <ActionIcon
              onClick={onCollapse}
              aria-label={collapsed ? t('shell.expand') : t('shell.collapse')}
              aria-expanded={!collapsed}
            >
              {collapsed ? (
                <IconLayoutSidebarLeftExpand size={18} stroke={1.6} />
              ) : (
                <IconLayoutSidebarLeftCollapse size={18} stroke={1.6} />
              )}
            </ActionIcon>
          </Tooltip>
        </div>
      )}
    </nav>
  );
}

function Item(props: {
  label: string;
  icon: ReactNode;
  collapsed: boolean;
  children: (content: ReactNode, className: string) => ReactNode;
}) {
  const link = props.children(
    <>
      {props.icon}
      {!props.collapsed && <span className={classes['label']}>{props.label}</span>}
    </>,
    classes['link'] ?? '',
  );
  return (
    <li>
      <Tooltip label={props.label} position="right" disabled={!props.collapsed}>
        <div>{link}</div>
      </Tooltip>
    </li>
  );
}
