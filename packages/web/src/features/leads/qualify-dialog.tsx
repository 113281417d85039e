import { Alert, Button, Group, Loader } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { AnyRecord, DescribedObject, Qualification } from '@relata/client';
import { ApiProblem } from '@relata/client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CancelButton, Dialog } from '../../app/dialog.tsx';
import { useLabels } from '../../app/language.ts';
import { useProblemText } from '../../app/problem-text.ts';
import { client } from '../../data/client.ts';
import type { Acted } from '../../data/writes.ts';
import { runAction } from '../../engine/record/actions.ts';
import { Part } from './qualify-part.tsx';
import { usePart } from './use-part.ts';

interface Props {
  object: DescribedObject;
  record: AnyRecord;
  onDone?: ((done: Acted) => unknown) | undefined;
  onClose: (after: AnyRecord | null) => void;
}

/** Asks what it takes to make a deal of a lead: what is there already is offered, the rest is asked for (EP-LEAD-09). */
export function QualifyDialog({ object, record, onDone, onClose }: Props) {
  const isNarrow = useMediaQuery('(max-width: 36em)');
  const problem = useProblemText();
  const labels = useLabels();
  const { data, error } = useQuery({
    queryKey: ['record', 'lead', record.id, 'qualification'],
    queryFn: ({ signal }) => client.qualificationOf(record.id, signal),
    staleTime: 0,
  });
  return (
    <Dialog
      onClose={() => onClose(null)}
      title={`${labels.action(object, 'qualify')}: ${record.title}`}
      size="lg"
      fullScreen={isNarrow}
    >
      {data ? (
        <Form object={object} record={record} plan={data} onDone={onDone} onClose={onClose} />
      ) : error ? (
        <Alert color="red" role="alert">
          {problem(error)}
        </Alert>
      ) : (
        <Loader size="sm" />
      )}
    </Dialog>
  );
}

const names = ['company', 'person', 'deal'] as const;
type Name = (typeof names)[number];

function Form({ object, record, plan, onDone, onClose }: Props & { plan: Qualification }) {
  const labels = useLabels();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const problemText = useProblemText();
  const company = usePart('company', plan.company);
  const person = usePart('person', plan.person);
  const deal = usePart('deal', plan.deal);
  const parts = { company, person, deal };

  const submit = async () => {
    setBusy(true);
    setProblem(undefined);
    const input: Record<string, unknown> = {};
    try {
      for (const name of names) {
        const part = parts[name];
        if (!part.plan || part.choice === 'none') continue;
        if (part.choice !== 'new') input[name] = part.chosen;
        else if (!(await part.read((values) => (input[keyOf[name]] = values)))) return;
      }
      const done = await runAction(object, record, 'qualify', input);
      onDone?.(done);
      onClose(done.after);
    } catch (error) {
      if (!(error instanceof ApiProblem) || !error.errors.length) setProblem(problemText(error));
      else
        for (const one of error.errors) {
          const [name = '', field = ''] = one.field.split('.');
          const part = names.find((known) => known === name);
          if (part && field) parts[part].refuse(field, labels.invalid(one));
          else setProblem(problemText(error));
        }
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {problem ? (
        <Alert color="red" role="alert" mb="sm">
          {problem}
        </Alert>
      ) : null}
      {names.map((name) => (parts[name].plan ? <Part key={name} part={parts[name]} /> : null))}
      <Group justify="flex-end" gap="xs" mt="md">
        <CancelButton />
        <Button type="submit" loading={isBusy} data-autofocus>
          {labels.action(object, 'qualify')}
        </Button>
      </Group>
    </form>
  );
}

const keyOf: Record<Name, string> = {
  company: 'newCompany',
  person: 'newPerson',
  deal: 'newDeal',
};
