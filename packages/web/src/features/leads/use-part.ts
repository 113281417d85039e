import type { DescribedObject, QualifiedPart } from '@relata/client';
import { useState } from 'react';
import { useObject } from '../../data/catalog.ts';
import { useForm } from '../../engine/forms/use-form.ts';

/** `new`, `other` (one that is looked for), `none`, or the id of one that may be meant. */
type Choice = string;

/** One part of the form: which record it is to be, or what a new one starts with. */
export interface PartState {
  plan: QualifiedPart | null;
  object: DescribedObject;
  choice: Choice;
  choose: (choice: Choice) => void;
  /** Id of the record that is to be taken; null: none has been found yet. */
  chosen: string | null;
  find: (id: string | null) => void;
  form: ReturnType<typeof useForm>;
  /** Fields for which it asks. */
  shown: string[];
  errors: Record<string, string>;
  /** The server says that something is missing or wrong. */
  refuse: (field: string, reason: string) => void;
  /** Checks what was filled in; false where something is wrong. */
  read: (use: (values: Record<string, unknown>) => void) => Promise<boolean>;
}

export function usePart(
  name: 'company' | 'person' | 'deal',
  plan: QualifiedPart | null,
): PartState {
  const object = useObject(name);
  const isKnown = plan !== null && Object.keys(plan.values).length > 0;
  // Who is only called alike is offered, and not taken for the same.
  const same = plan?.found.find((one) => one.strength !== 'weak');
  const [choice, choose] = useState<Choice>(same?.id ?? (isKnown ? 'new' : 'none'));
  const [other, find] = useState<string | null>(null);
  const [refused, setRefused] = useState<Record<string, string>>({});
  // What the server finds missing is asked for as well.
  const shown = [...new Set([...(plan?.asks ?? []), ...Object.keys(refused)])];
  const form = useForm(object, shown, plan?.values ?? {});
  return {
    ...{ plan, object, choice, choose, find, form, shown },
    chosen: choice === 'other' ? other : choice,
    errors: { ...refused, ...form.errors },
    refuse: (field, reason) => setRefused((before) => ({ ...before, [field]: reason })),
    async read(use) {
      setRefused({});
      return form.submit(async (values) => {
        use(Object.fromEntries(shown.map((field) => [field, values[field] ?? null])));
      });
    },
  };
}
