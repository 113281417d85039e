import '@mantine/core/styles.css';
import './app/styles.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { browserLanguage, isLanguage, speak } from './app/language.ts';
import { setOut } from './app/set-out.ts';
import { keepFocus } from './app/keep-focus.ts';
import { renewWhenPartsAreMissing } from './app/renew.ts';
import { keepDrafts } from './engine/timeline/note-draft.ts';

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no #app');

renewWhenPartsAreMissing();
keepDrafts();
keepFocus();
setOut();

// The language of the last person here is the best guess until we know who it is.
const last = document.cookie.match(/(?:^|; )relata_language=([^;]+)/)?.[1];
speak(isLanguage(last) ? last : browserLanguage()).then(
  () => createRoot(root).render(<App />),
  (error: unknown) => {
    root.textContent = `Relata could not start. ${error instanceof Error ? error.message : ''}`;
  },
);
