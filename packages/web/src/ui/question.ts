/** Something that is asked before it happens: because it cannot be taken back, or how far it is to go. */
export interface Question {
  title: string;
  text: string;
  /** What the button says that does it. */
  yes: string;
  /** What the other one says; 'Cancel' where nothing is said. */
  no?: string;
  /** Asks beside it whether the answer is to be remembered. */
  remember?: string;
  answer: (isWanted: boolean, isRemembered?: boolean) => void;
}

let asked: Question | null = null;
const listeners = new Set<() => void>();

function become(next: Question | null): void {
  asked = next;
  for (const listener of listeners) listener();
}

type Asking = Omit<Question, 'answer'>;

/** Asks; a question that is still open is answered with no. */
export const askFirst = async (question: Omit<Asking, 'remember'>): Promise<boolean> =>
  (await askRemembering(question)).isWanted;

/** The same, and whether to ask again. */
export function askRemembering(
  question: Asking,
): Promise<{ isWanted: boolean; isRemembered: boolean }> {
  asked?.answer(false);
  return new Promise((resolve) => {
    const answer: Question['answer'] = (isWanted, isRemembered = false) => {
      become(null);
      resolve({ isWanted, isRemembered });
    };
    become({ ...question, answer });
  });
}

export const openQuestion = (): Question | null => asked;

export const onQuestion = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
