import type { DescribedObject } from '@relata/client';
import type { FieldKind } from '@relata/model';
import { FieldInput, isEmpty } from '../../fields/index.tsx';
import { useRules } from '../record/use-rules.ts';
import { deciding } from './main-fields.ts';
import styles from './forms.module.css';

interface Props {
  object: DescribedObject;
  names: readonly string[];
  values: Record<string, unknown>;
  errors: Record<string, string>;
  onChange: (name: string, value: unknown) => void;
  /** The first one takes the focus; a type that is chosen already comes before the name, but is left as it is. */
  autoFocus?: boolean;
}

const wide: ReadonlySet<FieldKind> = new Set<FieldKind>([
  'longText',
  'emails',
  'phones',
  'urls',
  'addresses',
  'links',
  'tags',
  'audience',
  'files',
  'json',
]);

/** The one field that names the record; first and last names stand beside each other. */
const isWholeTitle = (object: DescribedObject, name: string) =>
  object.title.length === 1 && object.title[0] === name;

/** Inputs of a form, two beside each other where they are short. */
export function FieldList({ object, names, values, errors, onChange, autoFocus = false }: Props) {
  const rules = useRules();
  const types = deciding(object);
  const first = names.findIndex((name) => !types.includes(name) || isEmpty(values[name]));
  return (
    <div className={styles['grid']}>
      {names.map((name, i) => {
        const field = object.fields[name];
        if (!field) return null;
        return (
          <div
            key={name}
            data-field={name}
            className={
              wide.has(field.kind) || types.includes(name) || isWholeTitle(object, name)
                ? styles['wide']
                : undefined
            }
          >
            <FieldInput
              object={object}
              name={name}
              field={field}
              value={values[name] ?? null}
              record={values}
              required={field.required || rules.isRequired(object, name, values)}
              error={errors[name]}
              autoFocus={autoFocus && i === first}
              onChange={(value) => onChange(name, value)}
            />
          </div>
        );
      })}
    </div>
  );
}
