import {
  Alert,
  Button,
  Group,
  PasswordInput,
  Select,
  Stack,
  Stepper,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { ApiProblem } from '@relata/client';
import { type Language, languages } from '@relata/model';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatIn } from '../../app/format.ts';
import { browserLanguage, isLanguage, speak, useLabels } from '../../app/language.ts';
import { useProblemText } from '../../app/problem-text.ts';
import { useTitleOfPage } from '../../app/use-title-of-page.ts';
import { client } from '../../data/client.ts';
import { queryClient } from '../../data/query-client.ts';
import { languageNames } from '../../locales/index.ts';
import { currencyChoices } from '../../fields/money/currency-choices.ts';
import { timeZoneChoices } from '../settings/choices.ts';
import classes from '../door.module.css';
import { guessCurrency, guessLocale } from './guess.ts';

const shortestPassword = 10;

/** The first start: who this is for, and who looks after it. */
export function SetUpPage() {
  const { t, i18n } = useTranslation('app');
  const labels = useLabels();
  const problem = useProblemText();
  const navigate = useNavigate();
  const [step, setStep] = useState(0);
  const [answers, setAnswers] = useState(() => {
    const language = isLanguage(i18n.language) ? i18n.language : browserLanguage();
    const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return {
      workspace: '',
      name: '',
      email: '',
      password: '',
      language,
      currency: guessCurrency(guessLocale(language), timeZone),
      timeZone,
    };
  });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problemShown, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  useTitleOfPage(t('setUp.title'));

  const format = formatIn(answers.language, answers.timeZone);
  const currencies = useMemo(() => currencyChoices(format), [format]);
  const zones = useMemo(() => timeZoneChoices(answers.timeZone), [answers.timeZone]);
  const set = (changes: Partial<typeof answers>) => {
    setAnswers((now) => ({ ...now, ...changes }));
    setErrors({});
  };
  const text = (name: 'workspace' | 'name' | 'email' | 'password') => ({
    value: answers[name],
    error: errors[name],
    required: true,
    onChange: (event: { currentTarget: { value: string } }) =>
      set({ [name]: event.currentTarget.value }),
  });
  const changeLanguage = (language: Language) => {
    const guessed = (one: Language) => guessCurrency(guessLocale(one), answers.timeZone);
    // The currency goes with the language until somebody has chosen another one (OO-SET-02).
    const isGuessed = answers.currency === guessed(answers.language);
    set({ language, ...(isGuessed && { currency: guessed(language) }) });
    void speak(language);
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (step === 0) {
      setStep(1);
      return;
    }
    if (answers.password.length < shortestPassword) {
      setErrors({ password: t('setUp.passwordTooShort', { count: shortestPassword }) });
      return;
    }
    setBusy(true);
    setProblem(undefined);
    try {
      await client.setUp({ ...answers, locale: guessLocale(answers.language) });
      queryClient.clear();
      await navigate({ to: '/welcome', replace: true });
    } catch (caught) {
      setBusy(false);
      const found = caught instanceof ApiProblem ? caught.errors : [];
      setErrors(Object.fromEntries(found.map((error) => [error.field, labels.invalid(error)])));
      if (!found.length) setProblem(problem(caught));
      if (
        found.some((error) =>
          ['workspace', 'currency', 'timeZone', 'language'].includes(error.field),
        )
      )
        setStep(0);
    }
  };

  return (
    <main className={classes['page']}>
      <form
        className={`${classes['card']} ${classes['wide']}`}
        onSubmit={(event) => void submit(event)}
      >
        <Stack gap="md">
          <Group gap="sm">
            <img src="/icon.svg" alt="" width={32} height={32} />
            <Title order={1}>{t('setUp.title')}</Title>
          </Group>
          <Text c="dimmed">{t('setUp.text')}</Text>
          <Stepper active={step} onStepClick={setStep} size="xs" allowNextStepsSelect={false}>
            <Stepper.Step label={t('setUp.workspaceStep')} />
            <Stepper.Step label={t('setUp.personStep')} />
          </Stepper>
          {problemShown && (
            <Alert color="red" variant="light" role="alert">
              {problemShown}
            </Alert>
          )}
          {step === 0 ? (
            <>
              <Select
                label={t('shell.language')}
                data={languages.map((value) => ({ value, label: languageNames[value] }))}
                value={answers.language}
                allowDeselect={false}
                onChange={(value) => isLanguage(value) && changeLanguage(value)}
              />
              <TextInput
                label={t('setUp.workspace')}
                description={t('setUp.workspaceHint')}
                maxLength={100}
                autoFocus
                {...text('workspace')}
              />
              <Select
                label={t('setUp.currency')}
                description={t('setUp.currencyHint')}
                data={currencies}
                value={answers.currency}
                error={errors['currency']}
                searchable
                allowDeselect={false}
                onChange={(currency) => currency && set({ currency })}
              />
              <Select
                label={t('setUp.timeZone')}
                data={zones}
                value={answers.timeZone}
                error={errors['timeZone']}
                searchable
                allowDeselect={false}
                onChange={(timeZone) => timeZone && set({ timeZone })}
              />
            </>
          ) : (
            <>
              <TextInput
                label={t('setUp.name')}
                autoComplete="name"
                autoFocus
                maxLength={120}
                {...text('name')}
              />
              <TextInput
                label={t('signIn.email')}
                type="email"
                autoComplete="username"
                {...text('email')}
              />
              <PasswordInput
                label={t('signIn.password')}
                description={t('setUp.passwordHint', { count: shortestPassword })}
                autoComplete="new-password"
                minLength={shortestPassword}
                visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
                {...text('password')}
              />
            </>
          )}
          <Group justify="space-between">
            {step > 0 ? (
              <Button variant="default" onClick={() => setStep(0)}>
                {t('back')}
              </Button>
            ) : (
              <span />
            )}
            <Button type="submit" loading={isBusy}>
              {step === 0 ? t('next') : t('setUp.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </main>
  );
}
