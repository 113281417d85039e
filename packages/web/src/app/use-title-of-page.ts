import { useEffect } from 'react';

/** What the browser's tab and history call a page. */
export function useTitleOfPage(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · Relata` : 'Relata';
  }, [title]);
}
