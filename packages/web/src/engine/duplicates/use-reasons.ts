import type { DescribedObject, DuplicateReason } from '@relata/client';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format.ts';
import { useLabels } from '../../app/language.ts';

/** Why two records may be the same, as a person says it: `same e-mail ada@acme.example, similar name`. */
export function useReasons(
  object: DescribedObject,
): (reasons: readonly DuplicateReason[]) => string {
  const { t } = useTranslation('duplicates');
  const labels = useLabels();
  const format = useFormat();
  return (reasons) =>
    format.list(
      reasons.map(({ by, field, value = '', how }) => {
        if (by === 'name') return t(how === 'same' ? 'reason.sameName' : 'reason.similarName');
        if (by === 'id') return t('reason.id', { field: labels.field(object, field), value });
        return t(`reason.${by}`, { value });
      }),
    );
}
