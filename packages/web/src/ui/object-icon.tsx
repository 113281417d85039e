import {
  IconBuilding,
  IconCheckbox,
  IconFileImport,
  IconMoodSad,
  IconNote,
  IconPaperclip,
  IconPoint,
  IconRoute,
  IconShieldLock,
  IconStairs,
  IconTable,
  IconTag,
  IconTargetArrow,
  IconUser,
  IconUserCircle,
  IconUserStar,
  IconUsersGroup,
} from '@tabler/icons-react';
import { type ComponentType, lazy, Suspense } from 'react';

/** Icons that definitions name, one by one: the whole set is ten times the app. */
export const icons: Record<string, ComponentType<{ size?: number; stroke?: number }>> = {
  building: IconBuilding,
  checkbox: IconCheckbox,
  'file-import': IconFileImport,
  'mood-sad': IconMoodSad,
  note: IconNote,
  paperclip: IconPaperclip,
  route: IconRoute,
  'shield-lock': IconShieldLock,
  stairs: IconStairs,
  table: IconTable,
  tag: IconTag,
  'target-arrow': IconTargetArrow,
  user: IconUser,
  'user-circle': IconUserCircle,
  'user-star': IconUserStar,
  'users-group': IconUsersGroup,
};

const FurtherIcon = lazy(async () => {
  // A page is not lost for want of a picture.
  const further = await import('./further-icons.ts').catch(() => null);
  return {
    default: ({ name, size }: { name: string; size: number }) => {
      const Icon = further?.furtherIcons[name] ?? IconPoint;
      return <Icon size={size} stroke={1.6} aria-hidden />;
    },
  };
});

export function ObjectIcon({ name, size = 18 }: { name: string; size?: number }) {
  const Icon = icons[name];
  if (Icon) return <Icon size={size} stroke={1.6} aria-hidden />;
  return (
    <Suspense fallback={<IconPoint size={size} stroke={1.6} aria-hidden />}>
      <FurtherIcon name={name} size={size} />
    </Suspense>
  );
}
