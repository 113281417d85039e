export type * from './answers.ts';
export * from './client.ts';
export type * from './imports.ts';
export { ApiProblem, type ProblemBody } from './problem.ts';
export { addressOf, type Call, type ClientOptions, type Transport } from './transport.ts';
