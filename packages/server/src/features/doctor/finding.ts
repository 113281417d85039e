/** Something about an installation that its operator should know. English: it is read on the server's console. */
export interface Finding {
  /** Stable: scripts hang on it. */
  name: string;
  /** `advice`: Relata works, and somebody may have chosen it to be so. */
  level: 'wrong' | 'advice';
  /** What is the matter. */
  what: string;
  /** What to do about it. */
  todo: string;
}

export const wrong = (name: string, what: string, todo: string): Finding => ({
  ...{ name, level: 'wrong', what, todo },
});

export const advice = (name: string, what: string, todo: string): Finding => ({
  ...{ name, level: 'advice', what, todo },
});
