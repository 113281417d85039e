import type {
  Default,
  FieldError,
  FieldKind,
  Filter,
  FormulaKind,
  Language,
  Option,
} from '@relata/model';
import type { WorkItem } from './answers.ts';
import type { Call } from './transport.ts';

interface Asking {
  data: <T>(path: string, call?: Call) => Promise<T>;
}

type Texts = Partial<Record<Language, string>>;

/** What a workspace says of a field. */
export interface FieldShape {
  label: Texts;
  help: Texts;
  options: Option[];
  required: boolean;
  requiredWhen: Filter;
  requiredFrom: { stage: string[] };
  readOnlyWhen: Filter;
  showWhen: Filter;
  default: Default;
  defaultAlong: { value: unknown };
  unique: boolean;
  personal: boolean;
  section: string;
  /** Ids of users, teams and roles, names of our roles. */
  seenBy: string[];
  changedBy: string[];
}

/** A field that the workspace has added or shaped. */
export interface ShapedField extends Partial<FieldShape> {
  /** `{object}.{name}` */
  id: string;
  object: string;
  name: string;
  kind: FieldKind;
  /** The workspace's own. */
  custom: boolean;
  label: Texts;
  required: boolean;
  to?: string;
  /** What fills it, and the fields that this is made of. */
  formula?: string;
  uses?: string[];
}

/** What is named changes; null takes it back. */
export type FieldChanges = { [P in keyof FieldShape]?: FieldShape[P] | null } & {
  /** Of a field that a formula fills: another one. */
  formula?: string;
};

export type NewField = FieldChanges & {
  object: string;
  name: string;
  kind: FieldKind;
  to?: string;
};

/** What becomes, or would become, of the values of a field that gets another kind. */
export interface Converted {
  converted: number;
  lost: number;
  examples: { from: unknown; to: unknown }[];
}

/** A formula that is being written; `name` of the field that it is for; without a `kind`, of any that can hold it. */
export interface FormulaWish {
  object: string;
  name?: string;
  kind?: FormulaKind;
  formula: string;
}

/** What a formula says of the latest records, or what is wrong with it. */
export interface CheckedFormula {
  valid: boolean;
  /** With the place, in characters: `values.start` and `values.end`. */
  error: FieldError | null;
  uses: string[];
  /** Kinds of fields that can hold the result, the likeliest first. */
  kinds: FormulaKind[];
  examples: { id: string; title: string; value: unknown }[];
}

/** Fields as the workspace shapes them: for administrators to change. */
export const fieldCalls = ({ data }: Asking) => ({
  fields: () => data<ShapedField[]>('/fields'),
  addField: (field: NewField) => data<ShapedField>('/fields', { method: 'POST', body: field }),
  changeField: (id: string, changes: FieldChanges) =>
    data<ShapedField>(`/fields/${encodeURIComponent(id)}`, { method: 'PATCH', body: changes }),
  removeField: (id: string) =>
    data<{ id: string }>(`/fields/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  restoreField: (id: string) =>
    data<ShapedField>(`/fields/${encodeURIComponent(id)}/restore`, { method: 'POST' }),
  /** Another kind for a field of the workspace's own; `preview` only says what would become of its values. */
  /** What another kind would make of the values. */
  previewConversion: (id: string, kind: FieldKind) =>
    data<Converted>(`/fields/${encodeURIComponent(id)}/convert`, {
      method: 'POST',
      body: { kind, preview: true },
    }),
  /** Gives another kind; where many records have a value, as work in the background. */
  convertField: (id: string, wanted: { kind: FieldKind }) =>
    data<Converted | WorkItem>(`/fields/${encodeURIComponent(id)}/convert`, {
      method: 'POST',
      body: wanted,
    }),
  unconvertField: (id: string) =>
    data<Converted | WorkItem>(`/fields/${encodeURIComponent(id)}/convert/undo`, {
      method: 'POST',
    }),
  checkFormula: (wish: FormulaWish) =>
    data<CheckedFormula>('/fields/check-formula', { method: 'POST', body: wish }),
  /** Makes a formula anew for all records, in the background. */
  recomputeField: (id: string) =>
    data<WorkItem>(`/fields/${encodeURIComponent(id)}/recompute`, { method: 'POST' }),
  /** In how many records it is filled. */
  filledIn: async (id: string) =>
    (await data<{ filled: number }>(`/fields/${encodeURIComponent(id)}/filled`)).filled,
});
