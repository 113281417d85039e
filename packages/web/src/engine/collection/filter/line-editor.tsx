import { ActionIcon, Select } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { askedAt, kinds } from '@relata/model';
import { IconTrash } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLabels } from '../../../app/language.ts';
import { described, useCatalog } from '../../../data/catalog.ts';
import classes from './filter.module.css';
import { FieldSelect } from './field-select.tsx';
import { Operand } from './operand.tsx';
import { askedLabel } from './references.ts';
import { firstOperator, type Line, operandFor, operatorsFor } from './tree.ts';

/** What can be typed into or chosen from. */
const takesKeys = 'input:not([type="hidden"], :disabled), select, textarea, button';

/** One condition: what it asks about, how, and what for. */
export function LineEditor({
  object,
  line,
  isBegun,
  onChange,
  onRemove,
}: {
  object: DescribedObject;
  line: Line;
  /** Has just been begun: the keyboard goes on with its value. */
  isBegun: boolean;
  onChange: (line: Line) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation('collection');
  const labels = useLabels();
  const catalog = useCatalog();
  const found = askedAt(catalog, object, line.path);
  const asked = useRef<HTMLDivElement>(null);
  const isNew = useRef(isBegun);

  useEffect(() => {
    if (!isNew.current) return;
    // Whether it is empty takes no value: the operator is next then.
    const next = ['operand', 'operator'].map((part) =>
      asked.current?.querySelector<HTMLElement>(`[data-part="${part}"] :is(${takesKeys})`),
    );
    next.find((one) => one)?.focus();
  }, []);

  const changeField = (path: string) => {
    const next = askedAt(catalog, object, path);
    if (next)
      onChange({ type: 'line', path, operator: firstOperator(next.field), operand: undefined });
  };
  return (
    <div ref={asked} className={classes['line']}>
      <div className={classes['field']}>
        <FieldSelect object={object} value={found ? line.path : null} onChange={changeField} />
      </div>
      {found && (
        <>
          <Select
            className={classes['operator'] ?? ''}
            wrapperProps={{ 'data-part': 'operator' }}
            size="xs"
            aria-label={t('filter.operator')}
            allowDeselect={false}
            data={operatorsFor(found.field).map((value) => ({
              value,
              label: labels.operator(kinds[found.field.kind].scalar, value),
            }))}
            value={line.operator}
            onChange={(value) => {
              const operator = operatorsFor(found.field).find((one) => one === value);
              if (operator)
                onChange({
                  ...line,
                  operator,
                  operand: operandFor(line.operator, operator, line.operand),
                });
            }}
          />
          <div className={classes['operand']} data-part="operand">
            <Operand
              object={described(catalog, found.object.name)}
              name={found.name}
              field={found.field}
              part={found.part}
              operator={line.operator}
              operand={line.operand}
              label={t('filter.value', { field: askedLabel(found, labels) })}
              onChange={(operand) => onChange({ ...line, operand })}
            />
          </div>
        </>
      )}
      <ActionIcon
        className={classes['remove'] ?? ''}
        size={28}
        aria-label={t('filter.remove')}
        onClick={onRemove}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </div>
  );
}
