import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';

interface Props {
  /** Plural of the object. */
  plural: string;
  id: string;
  title: string;
  className?: string | undefined;
  tabIndex?: number;
  /** The pointer or the keyboard has come near: a moment to fetch. */
  onNear: () => void;
  children: ReactNode;
}

/** A link to a record's page, light enough for every row of a table. */
export function RecordAnchor({ plural, id, title, className, tabIndex, onNear, children }: Props) {
  const router = useRouter();
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    event.stopPropagation();
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
      return;
    event.preventDefault();
    void router.navigate({ to: '/$plural/$id', params: { plural, id } });
  };
  return (
    <a
      href={`/${plural}/${id}`}
      className={className}
      title={title}
      tabIndex={tabIndex}
      draggable={false}
      onMouseEnter={onNear}
      onFocus={onNear}
      onClick={follow}
    >
      {children}
    </a>
  );
}
