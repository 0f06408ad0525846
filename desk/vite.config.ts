// Two entries: what every page of the desk loads, and the editor. Names are fixed; the program adds the version.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** Beside each file its compressed forms, which the program sends as they are. */
const compressed: Plugin = {
  name: 'compressed',
  closeBundle() {
    for (const name of readdirSync('dist').filter((one) => /\.(js|css)$/.test(one))) {
      const bytes = readFileSync(`dist/${name}`);
      writeFileSync(`dist/${name}.br`, brotliCompressSync(bytes));
      writeFileSync(`dist/${name}.gz`, gzipSync(bytes, { level: 9 }));
    }
  },
};

export default defineConfig({
  base: '/desk/assets/',
  plugins: [compressed],
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2022',
    modulePreload: false,
    cssCodeSplit: true,
    assetsInlineLimit: 0,
    // In KB before it is packed; what counts is 450 KB packed, which a test sees to.
    chunkSizeWarningLimit: 1000,
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
