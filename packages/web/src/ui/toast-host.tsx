import { Button, CloseButton } from '@mantine/core';
import { IconAlertCircle, IconArrowBackUp, IconCheck } from '@tabler/icons-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import classes from './toasts.module.css';
import { dismiss, onToasts, type Toast, toasts } from './toasts.ts';

/** Where toasts appear; stands once in the app. Screen readers are told without losing their place. */
export function ToastHost({ label, closeLabel }: { label: string; closeLabel: string }) {
  const shown = useSyncExternalStore(onToasts, toasts);
  return (
    <section className={classes['host']} aria-label={label} aria-live="polite">
      {shown.map((one) => (
        <Line key={one.id} toast={one} closeLabel={closeLabel} />
      ))}
    </section>
  );
}

function Line({ toast, closeLabel }: { toast: Toast; closeLabel: string }) {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return undefined;
    const timer = setTimeout(() => dismiss(toast.id), toast.lasts);
    return () => clearTimeout(timer);
  }, [toast, isHeld]);

  const Icon = toast.tone === 'problem' ? IconAlertCircle : IconCheck;
  return (
    <div
      className={classes['toast']}
      data-tone={toast.tone}
      role={toast.tone === 'problem' ? 'alert' : undefined}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon className={classes['icon'] ?? ''} size={18} aria-hidden />
      <span className={classes['text']}>{toast.text}</span>
      {toast.action && (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconArrowBackUp size={16} aria-hidden />}
          onClick={() => {
            dismiss(toast.id);
            toast.action?.run();
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <CloseButton size="sm" aria-label={closeLabel} onClick={() => dismiss(toast.id)} />
    </div>
  );
}
