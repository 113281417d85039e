/** Something that is asked before it happens, because it cannot be taken back. */
export interface Question {
  title: string;
  text: string;
  /** What the button says that does it. */
  yes: string;
  answer: (isWanted: boolean) => void;
}

let asked: Question | null = null;
const listeners = new Set<() => void>();

function become(next: Question | null): void {
  asked = next;
  for (const listener of listeners) listener();
}

/** Asks; a question that is still open is answered with no. */
export function askFirst(question: Omit<Question, 'answer'>): Promise<boolean> {
  asked?.answer(false);
  return new Promise((resolve) => {
    const answer = (isWanted: boolean) => {
      become(null);
      resolve(isWanted);
    };
    become({ ...question, answer });
  });
}

export const openQuestion = (): Question | null => asked;

export const onQuestion = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
