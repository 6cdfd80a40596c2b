import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const hub = process.env['PREAU_HUB'] ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [svelte()],
  build: {
    target: ['es2022', 'safari16', 'firefox115', 'chrome109'],
    // The content security policy allows files of the hub only, so nothing may be inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rollupOptions: {
      input: { index: 'index.html', sw: 'src/sw/worker.ts' },
      // A browser looks for a new worker at the old address.
      output: { entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': { target: hub, ws: true }, '/sandbox': { target: hub } },
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
