export * from './access.ts';
export * from './audit.ts';
export * from './build-catalog.ts';
export * from './catalog.ts';
export { convertibleKinds, convertValue, textsOf } from './convert-value.ts';
export { copyValues } from './copy-values.ts';
export * from './custom-field.ts';
export * from './custom-object.ts';
export * from './object-names.ts';
export { nameIn } from './object-words.ts';
export * from './explain-access.ts';
export * from './due.ts';
export * from './field-rules.ts';
export * from './formula.ts';
export {
  type Action,
  mostPinned,
  type ObjectDefinition,
  type Section,
} from './object-definition.ts';
export type { Address, ContactPoint, KindValues, Money, RecordRef } from './kind-values.ts';
export type { ColumnMapping, DateOrder, DecimalMark } from './column-mapping.ts';
export { defineObject } from './define.ts';
export {
  type Default,
  type Field,
  type FieldKind,
  fieldKinds,
  type Fields,
  type Option,
  type SearchWeight,
} from './field.ts';
export { type Language, languages, localeFor } from './languages.ts';
export * from './fields/index.ts';
export {
  isEmail,
  line as addressLine,
  normalPhone,
  primaryFirst,
} from './fields/contact-points.ts';
export { noYear } from './fields/date.ts';
export { unstorable } from './fields/json.ts';
export { addMoney, currencyDigits, isCurrency, roundMoney, toBase } from './fields/money.ts';
export { toDecimal } from './fields/number.ts';
export * from './filter-path.ts';
export * from './filter.ts';
export * from './view-settings.ts';
export { fold, phoneDigits, words } from './fold.ts';
export * from './limits.ts';
export * from './list-change.ts';
export { limitsFrom, problemsOfLimits } from './read-limits.ts';
export {
  type LeadTarget,
  nextTarget,
  readTargets,
  targetKey,
  type TargetProblem,
} from './lead-split.ts';
export { byTitle, namesakesOf } from './namesakes.ts';
export { isDay, isId, toInstant } from './notation.ts';
export { mergePatch } from './merge-patch.ts';
export { isPlainObject } from './plain-object.ts';
export * from './objects/index.ts';
export * from './page-layout.ts';
export * from './periods.ts';
export * from './from-outside.ts';
export * from './groups.ts';
export * from './start-along.ts';
export * from './ranges.ts';
export type * from './record-of.ts';
export * from './refusal.ts';
export * from './rights.ts';
export * from './roles.ts';
export * from './rot.ts';
export * from './scopes.ts';
export * from './seen-catalog.ts';
export { type FieldShape, shapeParts } from './shape-field.ts';
export * from './why-seen.ts';
