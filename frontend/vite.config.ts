import { Features } from 'lightningcss';
import { defineConfig } from 'vite';

const fonts = ['arabic-400', 'arabic-600', 'latin-400', 'latin-600'].map(
  (name) => `src/fonts/bayan-${name}.woff2`,
);

export default defineConfig({
  base: '/static/',
  // Without this the minifier rewrites :dir() into a list of languages, and quoted Arabic turns the wrong way.
  css: { lightningcss: { exclude: Features.DirSelector } },
  build: {
    manifest: 'manifest.json',
    outDir: 'dist',
    assetsDir: 'a',
    assetsInlineLimit: 0,
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: [
        'src/main.ts',
        'src/desk.ts',
        'src/board.ts',
        'src/live.ts',
        'src/document.ts',
        'src/cms.css',
        ...fonts,
      ],
    },
  },
});
