// Serves the demo newsroom with the exhibit on the given port until it is stopped; started by playwright.config.mjs.
import { showExhibit } from './exhibit.mjs';
import { startNewsroom } from './newsroom.mjs';

const newsroom = await startNewsroom({ demo: true, port: Number(process.argv[2]), before: showExhibit });
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, async () => {
    await newsroom.close();
    process.exit(0);
  });
}
