/**
 * Something outside the program keeps it from starting: a setting, the machine, the folder.
 * Its message is one sentence for the person who operates Relata; no stack is printed for it.
 */
export class CannotStart extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CannotStart';
  }
}
