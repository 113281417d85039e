import { formulaCalls } from '@relata/model';
import { useTranslation } from 'react-i18next';
import classes from './fields.module.css';

const signs = [
  ['count', '+  -  *  /  %'],
  ['compare', '==  !=  <  <=  >  >='],
  ['logic', '&&  ||  !'],
  ['choice', 'a ? b : c'],
  ['words', '"abc"'],
  ['isEmpty', 'x == null'],
  ['amount', 'x.amount'],
] as const;

const groups = [...new Set(formulaCalls.map(({ about }) => about))];

/** What may be called, by what it is about. */
export const callsByGroup = groups.map((group) => ({
  group,
  calls: formulaCalls.filter(({ about }) => about === group),
}));

/** As it stands in a formula, with names where something is to be filled in. */
export const shownCall = (text: string): string => text.replace('|', 'x').replace(', )', ', y)');

/** What signs and functions do, in the person's language. */
export function FormulaHelp() {
  const { t } = useTranslation('formula');
  return (
    <details className={classes['details']}>
      <summary>{t('help')}</summary>
      <p>{t('emptyRule')}</p>
      <h3>{t('groups.signs')}</h3>
      <dl>
        {signs.map(([sign, text]) => (
          <div key={sign}>
            <dt>{text}</dt>
            <dd>{t(`signs.${sign}`)}</dd>
          </div>
        ))}
      </dl>
      {callsByGroup.map(({ group, calls }) => (
        <section key={group}>
          <h3>{t(`groups.${group}`)}</h3>
          <dl>
            {calls.map(({ name, text }) => (
              <div key={name}>
                <dt>{shownCall(text)}</dt>
                <dd>{t(`calls.${name}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </details>
  );
}
