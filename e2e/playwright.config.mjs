// Browser tests on Debian's Chromium. The demo newsroom is filled and served once for the whole run; tests that write
// start a newsroom of their own (newsroom.mjs).
import { defineConfig, devices } from '@playwright/test';

const chromium = {
  browserName: 'chromium',
  launchOptions: {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  },
};
const port = Number(process.env.E2E_PORT ?? 18480);

export default defineConfig({
  testDir: 'tests',
  testMatch: '*.spec.mjs',
  fullyParallel: true,
  // More than cores: tests wait for most of their time.
  workers: 3,
  forbidOnly: true,
  retries: 0,
  timeout: 90_000,
  reporter: [['list']],
  outputDir: 'test-results',
  // `E2E_TRACE=retain-on-failure` keeps what was done and seen; it costs a fifth of the time.
  use: { ...chromium, baseURL: `http://127.0.0.1:${port}`, trace: process.env.E2E_TRACE ?? 'off' },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1280, height: 900 } } },
    // The desk's own pages are looked at in both widths by desk-pages.spec.mjs.
    { name: 'phone', testIgnore: /desk-(?!editor\.|arrange\.)/, grepInvert: /@once/, use: { ...devices['Pixel 7'], ...chromium, defaultBrowserType: undefined } },
  ],
  webServer: {
    command: `node serve-demo.mjs ${port}`,
    url: `http://127.0.0.1:${port}/readyz`,
    timeout: 120_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
});
