// Two entries: what every page of the desk loads, and the editor. Names are fixed; the program adds the version.
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/desk/assets/',
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2022',
    modulePreload: false,
    cssCodeSplit: true,
    assetsInlineLimit: 0,
    rollupOptions: {
      external: /^\/desk\/assets\//,
      input: { desk: 'src/desk.ts', editor: 'src/editor.ts' },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name].js',
        assetFileNames: '[name][extname]',
      },
    },
  },
});
