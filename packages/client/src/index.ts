export type * from './answers.ts';
export * from './client.ts';
export type * from './duplicates.ts';
export type {
  Converted,
  CheckedFormula,
  FieldChanges,
  FieldShape,
  NewField,
  ShapedField,
} from './fields.ts';
export type * from './history.ts';
export type * from './imports.ts';
export type * from './leads.ts';
export type { MailServer, MailServerChange, MailSettings } from './mail.ts';
export type * from './me.ts';
export type { NewObject, ObjectChanges, RemovedObject, ShapedObject } from './objects.ts';
export type * from './people.ts';
export type * from './queries.ts';
export { ApiProblem, type ProblemBody } from './problem.ts';
export type {
  ApiKey,
  NewApiKey,
  SignedIn,
  SignedInDevice,
  SignInFactors,
  Ways,
} from './sign-in.ts';
export { addressOf, type Call, type ClientOptions, type Transport } from './transport.ts';
