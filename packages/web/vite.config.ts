import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { firstLoad } from './build/first-load.ts';
import { modelTexts } from './build/model-texts.ts';
import { precompress } from './build/precompress.ts';

/** `npm run dev -w packages/web` talks to a server that runs beside it. */
const server = process.env['RELATA_SERVER'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react(), modelTexts(), firstLoad(240_000), precompress()],
  server: { host: '127.0.0.1', proxy: { '/api': server } },
  build: {
    target: 'es2022',
    // Browsers that know `light-dark()`: rewritten for older ones it would not follow Mantine's colour scheme.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // One file for what the first page needs anyway: it compresses better than fifty, and comes in one go.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'base', tags: ['$initial'] }] } },
    },
    sourcemap: false,
    chunkSizeWarningLimit: 400,
    reportCompressedSize: false,
  },
});
