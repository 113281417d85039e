import type { DescribedObject } from '@relata/client';
import { isStoodIn } from '@relata/model';
import { useState } from 'react';
import { useLabels } from '../../app/language.ts';
import { useProblemText } from '../../app/problem-text.ts';
import { idOf } from '../../fields/contract.ts';
import { checked } from '../../fields/index.tsx';
import { useSmallList } from '../../fields/titles.ts';
import { fieldErrors } from './field-errors.ts';
import { firstOf } from './start-values.ts';

/** The values of a form, what is wrong with them, and whether anything would be lost by closing it. */
export interface Form {
  values: Record<string, unknown>;
  /** The fields that are asked for. */
  shown: readonly string[];
  errors: Record<string, string>;
  /** What concerns the record as a whole. */
  problem: string | undefined;
  isDirty: boolean;
  isBusy: boolean;
  set: (name: string, value: unknown) => void;
  reset: (values: Record<string, unknown>) => void;
  /** Checks, then saves; tells whether that worked. Names of fields with errors are in `errors`. */
  submit: (save: (values: Record<string, unknown>) => Promise<void>) => Promise<boolean>;
}

export function useForm(
  object: DescribedObject,
  asked: readonly string[] | ((values: Record<string, unknown>) => readonly string[]),
  start: Record<string, unknown>,
): Form {
  const labels = useLabels();
  const problemText = useProblemText();
  const dependent = Object.values(object.fields).find((field) => field.of)?.to ?? '';
  const dependents = useSmallList(dependent, dependent !== '');
  const [changed, setChanged] = useState<Record<string, unknown>>({});
  const [base, setBase] = useState<Record<string, unknown> | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const values = { ...(base ?? start), ...changed };
  const shown = typeof asked === 'function' ? asked(values) : asked;

  const set = (name: string, value: unknown) => {
    const next: Record<string, unknown> = { ...changed, [name]: value };
    for (const [other, field] of Object.entries(object.fields)) {
      if (field.of !== name || idOf(values[name]) === idOf(value)) continue;
      next[other] = firstOf(object, other, { ...values, ...next }, () => dependents) ?? null;
    }
    setChanged(next);
    setErrors((before) =>
      Object.fromEntries(Object.entries(before).filter(([one]) => one !== name)),
    );
  };
  const submit: Form['submit'] = async (save) => {
    if (isBusy) return false;
    const clean: Record<string, unknown> = {};
    const wrong: Record<string, string> = {};
    for (const name of new Set([...Object.keys(values), ...shown])) {
      const field = object.fields[name];
      if (!field) continue;
      const result = checked(field, values[name]);
      const isStandIn = result.error?.code === 'required' && isStoodIn(object.fields, values, name);
      if (isStandIn) continue;
      if (result.error) wrong[name] = labels.invalid(result.error);
      else if (result.value !== null || values[name] !== undefined) clean[name] = result.value;
    }
    setErrors(wrong);
    setProblem(undefined);
    if (Object.keys(wrong).length) return false;
    setBusy(true);
    try {
      await save(clean);
      return true;
    } catch (error) {
      const found = fieldErrors(error, labels, shown);
      setErrors(found);
      setProblem(found[''] ?? (Object.keys(found).length ? undefined : problemText(error)));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return {
    values,
    shown,
    errors,
    problem,
    isDirty: Object.keys(changed).length > 0,
    isBusy,
    set,
    reset: (next) => {
      setBase(next);
      setChanged({});
      setErrors({});
      setProblem(undefined);
    },
    submit,
  };
}
