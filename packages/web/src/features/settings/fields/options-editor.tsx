import { ActionIcon, Button, ColorSwatch, Menu, TextInput, Tooltip } from '@mantine/core';
import type { DescribedObject } from '@relata/client';
import { type Language, type Option, unshaped } from '@relata/model';
import {
  IconArrowBackUp,
  IconArrowDown,
  IconArrowUp,
  IconEye,
  IconEyeOff,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage, useLabels } from '../../../app/language.ts';
import { cssColour } from '../../../fields/colour.ts';
import { Grip, movedTo, useOrder } from '../../../ui/order.tsx';
import { freshOption } from './draft.ts';
import { OptionWords } from './option-words.tsx';
import classes from './fields.module.css';

const colours = [
  'gray',
  'red',
  'pink',
  'grape',
  'violet',
  'indigo',
  'blue',
  'cyan',
  'teal',
  'green',
  'lime',
  'yellow',
  'orange',
] as const;

interface Props {
  object: DescribedObject;
  name: string;
  options: Option[];
  /** Values that we ship: they may be hidden, not taken out. */
  ours: ReadonlySet<string>;
  /** Code works with what the list holds: nothing is added. */
  isClosed: boolean;
  /** `Choices` unless said otherwise. */
  legend?: string;
  hasColours?: boolean;
  /** Words by language; otherwise there are only those of the person's own. */
  hasLanguages?: boolean;
  hasOrder?: boolean;
  error?: string | undefined;
  /** An entry as it was called when it was made; ours are as we ship them. */
  firstOf?: (option: Option) => Option | null;
  /** What is said of an entry beside its words. */
  renderBeside?: (option: Option, title: string) => ReactNode;
  onChange: (options: Option[]) => void;
  /** Asks what becomes of what uses an entry; without it, entries are simply taken out. */
  onRemove?: (option: Option) => void;
}

/** The entries of a list: their words and colours, ordered by dragging or with the arrows. */
export function OptionsEditor({
  object,
  name,
  options,
  ours,
  isClosed,
  legend,
  hasColours = true,
  hasLanguages = false,
  hasOrder = true,
  error,
  firstOf = () => null,
  renderBeside,
  onChange,
  onRemove,
}: Props) {
  const { t, i18n } = useTranslation(['shape', 'arrange']);
  const labels = useLabels();
  const language: Language = isLanguage(i18n.language) ? i18n.language : 'en';
  const list = useRef<HTMLUListElement>(null);
  const words = (option: Option) =>
    option.label?.[language] ??
    (ours.has(option.value)
      ? labels.option(unshaped(object), name, option.value)
      : (option.label?.en ?? (option.label ? '' : option.value)));
  /** How it came, where it is called otherwise by now. */
  const before = (option: Option): Option | null => {
    const { label, ...shippedSo } = option;
    const first = ours.has(option.value) ? label && shippedSo : firstOf(option);
    return first && words(first) !== words(option) ? first : null;
  };
  const replace = (at: number, option: Option) => onChange(options.with(at, option));
  const order = useOrder(options, (from, to) => onChange(movedTo(options, from, to)));
  const add = () => {
    onChange([...options, { ...freshOption(options), label: { [language]: '' } }]);
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus(),
    );
  };
  return (
    <fieldset className={classes['options']}>
      <legend>{legend ?? t('options')}</legend>
      <ul ref={list} {...order.list}>
        {order.shown.map((option, at) => {
          const title = words(option) || t('option', { number: at + 1 });
          const first = before(option);
          const back = first && t('arrange:backTo', { name: words(first) });
          return (
            <li key={option.value} data-hidden={option.hidden || undefined} {...order.line(at)}>
              <Grip hidden={!hasOrder} {...order.grip(at)} />
              {hasColours ? (
                <Menu position="bottom-start">
                  <Menu.Target>
                    <ActionIcon size={28} aria-label={t('colourOf', { option: title })}>
                      <ColorSwatch size={16} color={cssColour(option.colour)} withShadow={false} />
                    </ActionIcon>
                  </Menu.Target>
                  <Menu.Dropdown className={classes['colours'] ?? ''}>
                    {colours.map((colour) => (
                      <Menu.Item
                        key={colour}
                        aria-label={t(`colours.${colour}`)}
                        leftSection={
                          <ColorSwatch size={14} color={cssColour(colour)} withShadow={false} />
                        }
                        onClick={() => replace(at, { ...option, colour })}
                      >
                        {t(`colours.${colour}`)}
                      </Menu.Item>
                    ))}
                  </Menu.Dropdown>
                </Menu>
              ) : null}
              <TextInput
                size="xs"
                aria-label={t('option', { number: at + 1 })}
                value={words(option)}
                maxLength={100}
                rightSection={
                  first && back ? (
                    <Tooltip label={back}>
                      <ActionIcon
                        size={24}
                        variant="subtle"
                        aria-label={back}
                        onClick={() => replace(at, first)}
                      >
                        <IconArrowBackUp size={14} />
                      </ActionIcon>
                    </Tooltip>
                  ) : null
                }
                onChange={(event) =>
                  replace(at, {
                    ...option,
                    label: { ...option.label, [language]: event.currentTarget.value },
                  })
                }
                onKeyDown={(event) => {
                  if (event.key === 'Enter') {
                    event.preventDefault();
                    if (!isClosed) add();
                  }
                  order.onKeyDown(at)(event);
                }}
              />
              {renderBeside?.(option, title)}
              {hasLanguages ? (
                <OptionWords
                  title={title}
                  label={option.label ?? {}}
                  onChange={(label) => replace(at, { ...option, label })}
                />
              ) : null}
              {hasOrder ? (
                <>
                  <ActionIcon
                    size={28}
                    aria-label={t('up', { option: title })}
                    disabled={at === 0}
                    onClick={() => order.move(at, at - 1)}
                  >
                    <IconArrowUp size={16} />
                  </ActionIcon>
                  <ActionIcon
                    size={28}
                    aria-label={t('down', { option: title })}
                    disabled={at === options.length - 1}
                    onClick={() => order.move(at, at + 1)}
                  >
                    <IconArrowDown size={16} />
                  </ActionIcon>
                </>
              ) : null}
              {ours.has(option.value) ? (
                <ActionIcon
                  size={28}
                  aria-pressed={option.hidden === true}
                  aria-label={t('hideOption', { option: title })}
                  onClick={() => replace(at, { ...option, hidden: !option.hidden })}
                >
                  {option.hidden ? <IconEyeOff size={16} /> : <IconEye size={16} />}
                </ActionIcon>
              ) : null}
              {(onRemove && !isClosed) || !ours.has(option.value) ? (
                <ActionIcon
                  size={28}
                  aria-label={t('removeOption', { option: title })}
                  onClick={() => (onRemove ? onRemove(option) : onChange(options.toSpliced(at, 1)))}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              ) : null}
            </li>
          );
        })}
      </ul>
      {error ? (
        <p className={classes['error']} role="alert">
          {error}
        </p>
      ) : null}
      {isClosed ? (
        <p className={classes['hint']}>{t('closedList')}</p>
      ) : (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={add}
        >
          {t('addOption')}
        </Button>
      )}
    </fieldset>
  );
}
