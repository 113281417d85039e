import { Popover } from '@mantine/core';
import { type ReactNode, Suspense, useEffect, useRef } from 'react';

interface Props {
  opened: boolean;
  onClose: () => void;
  /** Accessible name. */
  label: string;
  /** What it opens from. */
  target: ReactNode;
  children: ReactNode;
  position?: 'bottom-start' | 'bottom-end' | 'top-start';
  offset?: number;
  width?: number | string;
  /** Room for contents whose code is still on its way. */
  waiting?: { width?: number; height: number };
  padding?: string;
  className?: string | undefined;
}

/**
 * A popover that holds inputs. Their lists and calendars open elsewhere in the document, so that only a press on the
 * page itself counts as leaving.
 */
export function Panel(props: Props) {
  const {
    opened,
    onClose,
    label,
    target,
    children,
    position = 'bottom-start',
    offset,
    width,
    waiting,
    padding = 'xs',
    className,
  } = props;
  const anchor = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!opened) return undefined;
    const onPress = (event: PointerEvent) => {
      if (!(event.target instanceof Node) || anchor.current?.contains(event.target)) return;
      if (document.getElementById('app')?.contains(event.target)) onClose();
    };
    document.addEventListener('pointerdown', onPress, true);
    return () => document.removeEventListener('pointerdown', onPress, true);
  }, [opened, onClose]);

  return (
    <Popover
      opened={opened}
      position={position}
      offset={offset}
      width={width}
      trapFocus
      returnFocus
      withRoles={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <Popover.Target>
        <div ref={anchor} style={{ display: 'inline-flex', minWidth: 0 }}>
          {target}
        </div>
      </Popover.Target>
      <Popover.Dropdown
        role="dialog"
        aria-label={label}
        p={padding}
        className={className ?? ''}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Escape' && !event.defaultPrevented && !isListOpen(event.target))
            onClose();
        }}
      >
        <Suspense fallback={<div data-autofocus tabIndex={-1} style={waiting} />}>
          {children}
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}

/** The first Escape closes the list of the input that has the focus. */
const isListOpen = (target: EventTarget): boolean =>
  target instanceof HTMLElement && target.getAttribute('aria-expanded') === 'true';
