import type { Language } from '@relata/model';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Asked, type Makes, type Question, questionsQuery } from './forms-data.ts';
import classes from './forms.module.css';

interface Props {
  values: Record<string, unknown>;
  language: Language;
  makes: Makes;
  asked: Asked[];
}

/** What visitors will see, as far as it is known without saving: the same questions in the form's language. */
export function Preview({ values, language, makes, asked }: Props) {
  const { t } = useTranslation('forms');
  const { data: known = [] } = useQuery(questionsQuery(language, makes));
  const says = (name: string) => (typeof values[name] === 'string' ? values[name] : '');
  return (
    <section className={classes['preview']} aria-label={t('preview')} lang={language}>
      <div inert>
        {says('heading') ? <h3>{says('heading')}</h3> : null}
        {says('intro') ? <p className={classes['text']}>{says('intro')}</p> : null}
        {asked.map(({ field, label, required }) => {
          const question = known.find((one) => one.field === field);
          return question ? (
            <Drawn
              key={field}
              question={question}
              label={`${label || question.label}${required ? ' *' : ''}`}
            />
          ) : null;
        })}
        {says('consentText') ? (
          <label className={classes['box']}>
            <input type="checkbox" />
            <span className={classes['text']}>{says('consentText')}</span>
          </label>
        ) : null}
        <button type="button">{says('button') || t(`send.${language}`)}</button>
      </div>
    </section>
  );
}

function Drawn({ question, label }: { question: Question; label: string }) {
  const { input, options = [] } = question;
  if (input === 'box')
    return (
      <label className={classes['box']}>
        <input type="checkbox" /> <span>{label}</span>
      </label>
    );
  if (input === 'many')
    return (
      <fieldset className={classes['many']}>
        <legend>{label}</legend>
        {options.map((one) => (
          <label key={one.value} className={classes['box']}>
            <input type="checkbox" /> <span>{one.label}</span>
          </label>
        ))}
      </fieldset>
    );
  return (
    <label className={classes['asked']}>
      <span>{label}</span>
      {input === 'lines' ? <textarea rows={3} /> : null}
      {input === 'one' ? (
        <select>
          <option />
          {options.map((one) => (
            <option key={one.value}>{one.label}</option>
          ))}
        </select>
      ) : null}
      {input === 'lines' || input === 'one' ? null : (
        <input type={input === 'date' ? 'date' : 'text'} />
      )}
    </label>
  );
}
