import { UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { usePreference } from '../../data/session.ts';
import styles from './folding-section.module.css';

interface Props {
  /** Name of the object: what is folded stays folded on all its records and in its form. */
  object: string;
  /** Name of the section among those of its object; one that no layout knows begins with a colon. */
  name: string;
  title: string;
  className: string | undefined;
  /** A group of inputs in a form rather than a part of a page. */
  isGroup?: boolean;
  /** What stands in it must be seen, whatever the person has folded. */
  isHeldOpen?: boolean;
  children: ReactNode;
}

const none: readonly string[] = [];
const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/** A section whose heading folds it, for this person, until they open it again (OO-SET-09). */
export function FoldingSection(props: Props) {
  const { object, name, title, className, isGroup = false, isHeldOpen = false, children } = props;
  const [folded, setFolded] = usePreference(`folded:${object}`, none, isNames);
  const body = useId();
  const isFolded = folded.includes(name) && !isHeldOpen;
  const toggle = () =>
    setFolded(isFolded ? folded.filter((one) => one !== name) : [...new Set([...folded, name])]);
  const Whole = isGroup ? 'fieldset' : 'section';
  const Heading = isGroup ? 'legend' : 'h2';
  return (
    <Whole className={className}>
      <Heading>
        <UnstyledButton
          className={styles['heading'] ?? ''}
          aria-expanded={!isFolded}
          aria-controls={body}
          onClick={toggle}
        >
          {title}
          <IconChevronDown size={14} className={styles['sign']} aria-hidden />
        </UnstyledButton>
      </Heading>
      {/* Hidden rather than taken away: what is being typed in it is not lost. */}
      <div id={body} hidden={isFolded}>
        {children}
      </div>
    </Whole>
  );
}
