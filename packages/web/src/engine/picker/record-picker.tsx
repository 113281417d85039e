import { type Filter, startAlong } from '@relata/model';
import type { AnyRecord } from '@relata/client';
import { useState } from 'react';
import { useCatalog } from '../../data/catalog.ts';
import type { InputLooks, Reference } from '../../fields/contract.ts';
import { Dot } from '../../fields/dot.tsx';
import { useTitle } from '../../fields/titles.ts';
import { Face } from '../../fields/face.tsx';
import { ObjectIcon } from '../../ui/object-icon.tsx';
import { askCreate } from '../forms/ask-create.ts';
import { useAmong } from './among.ts';
import { type Candidate, useCandidates } from './candidates.ts';
import type { Choice } from './choices.tsx';
import { Choose } from './choose.tsx';

interface Props extends InputLooks {
  /** Name of the object to pick from; `*`: any. */
  to: string;
  value: Reference | null;
  onPick: (picked: Reference | null) => void;
  where?: Record<string, string | null> | undefined;
  /** Which are offered, by values of their fields: partners of all companies. */
  among?: Filter | undefined;
  /** Of a small list, which may be chosen. */
  accepts?: ((one: AnyRecord) => boolean) | undefined;
  /** The one that cannot be chosen: it is for whom another is picked. */
  except?: string | undefined;
  /** What a record that is created from here starts with, beside what was typed. */
  startWith?: Record<string, unknown> | undefined;
  placeholder?: string | undefined;
}

/** One record of another object: type to search, or make a new one. */
export function RecordPicker(props: Props) {
  const { to, value, onPick, where, accepts, except, startWith } = props;
  const narrowed = useAmong(to, props.among);
  const among = narrowed?.filter;
  const catalog = useCatalog();
  const choiceOf = useChoiceOf();
  const [query, setQuery] = useState('');
  const [wanted, setWanted] = useState(props.autoFocus === true);
  const { candidates, isSettled } = useCandidates({
    ...{ to, query, where, among, accepts, except, wanted },
  });
  const title = useTitle(value?.object ?? to, value ?? { id: '', title: '' });
  const target = catalog.objects[to];
  const mayCreate = target?.can.create && target.place === 'main';
  const chosen: Candidate | null = value && {
    object: value.object ?? to,
    id: value.id,
    title,
    detail: null,
    colour: candidates.find((one) => one.id === value.id)?.colour ?? null,
  };
  const pick = (choice: Choice | null) => {
    const found = candidates.find((one) => one.id === choice?.value);
    onPick(found ? referenceTo(found, to) : null);
  };
  return (
    <div onFocus={() => setWanted(true)}>
      <Choose
        {...props}
        chosen={chosen && choiceOf(chosen)}
        choices={candidates.map(choiceOf)}
        query={query}
        onQuery={setQuery}
        isSettled={isSettled}
        only={narrowed?.says}
        onPick={pick}
        onCreate={
          mayCreate
            ? (typed) => {
                void askCreate({
                  object: to,
                  typed,
                  values: { ...startAlong(target), ...narrowed?.values, ...startWith },
                }).then((made) => {
                  if (made) onPick(referenceTo({ ...made, object: to }, to));
                });
              }
            : undefined
        }
      />
    </div>
  );
}

/** Where any object may be meant, the reference says which. */
export const referenceTo = (
  { object, id, title }: Required<Pick<Reference, 'id' | 'title' | 'object'>>,
  to: string,
): Reference => (to === '*' ? { object, id, title } : { id, title });

/** How a record looks in a list to choose from: people by their initials, stages by their colour. */
export function useChoiceOf(): (one: Candidate) => Choice {
  const { objects } = useCatalog();
  const iconOf = ({ object, title, colour }: Candidate) => {
    const known = objects[object];
    if (object === 'user') return <Face title={title} size={20} />;
    if (colour) return <Dot colour={colour} />;
    return known?.place === 'main' ? <ObjectIcon name={known.icon} size={16} /> : undefined;
  };
  return (one) => ({ value: one.id, label: one.title, detail: one.detail, icon: iconOf(one) });
}
