import type { FieldKind } from '@relata/model';
import type { ComponentType } from 'react';
import { AddressesInput } from './addresses/input.tsx';
import { AutonumberInput } from './autonumber/input.tsx';
import { BooleanInput } from './boolean/input.tsx';
import type { InputProps, Inputs } from './contract.ts';
import { DateInput } from './date/input.tsx';
import { DateTimeInput } from './dateTime/input.tsx';
import { DurationInput } from './duration/input.tsx';
import { EmailsInput } from './emails/input.tsx';
import { AudienceInput } from './audience/input.tsx';
import { FilesInput } from './files/input.tsx';
import { IntegerInput } from './integer/input.tsx';
import { JsonInput } from './json/input.tsx';
import { LinkInput } from './link/input.tsx';
import { LinksInput } from './links/input.tsx';
import { LongTextInput } from './longText/input.tsx';
import { MoneyInput } from './money/input.tsx';
import { MultiSelectInput } from './multiSelect/input.tsx';
import { NumberInput } from './number/input.tsx';
import { PercentInput } from './percent/input.tsx';
import { PhonesInput } from './phones/input.tsx';
import { RatingInput } from './rating/input.tsx';
import { SelectInput } from './select/input.tsx';
import { TagsInput } from './tags/input.tsx';
import { TextInputField } from './text/input.tsx';
import { UrlsInput } from './urls/input.tsx';
import { UserInput } from './user/input.tsx';

const all = {
  text: TextInputField,
  longText: LongTextInput,
  number: NumberInput,
  integer: IntegerInput,
  money: MoneyInput,
  percent: PercentInput,
  date: DateInput,
  dateTime: DateTimeInput,
  boolean: BooleanInput,
  select: SelectInput,
  multiSelect: MultiSelectInput,
  emails: EmailsInput,
  phones: PhonesInput,
  urls: UrlsInput,
  addresses: AddressesInput,
  link: LinkInput,
  links: LinksInput,
  user: UserInput,
  files: FilesInput,
  audience: AudienceInput,
  rating: RatingInput,
  autonumber: AutonumberInput,
  duration: DurationInput,
  json: JsonInput,
  tags: TagsInput,
} satisfies Inputs;

/** The wire's edge: a value fits the kind of its field. */
export const inputs = all as Record<FieldKind, ComponentType<InputProps>>;
