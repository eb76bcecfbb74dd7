// Finds a Chromium for the journeys, or lets Playwright fetch its own.
import { existsSync } from 'node:fs';
import { UserError, say } from './console.mjs';
import { runNode } from './processes.mjs';
import { playwrightCli } from './programs.mjs';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * @returns {Promise<string | undefined>} the browser's path, or undefined when
 *   Playwright's own is installed
 */
export async function ensureChromium(toolchain) {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!existsSync(named)) {
      throw new UserError(
        `CHROMIUM_PATH names ${named}, which does not exist: correct it or unset it.`,
      );
    }
    return named;
  }
  const found = INSTALLED.find(existsSync);
  if (found) {
    return found;
  }
  say('No Chromium found: fetching the one that Playwright uses (once)');
  const code = await runNode(toolchain, [
    playwrightCli,
    'install',
    'chromium-headless-shell',
  ]);
  if (code !== 0) {
    throw new UserError(
      'The browser journeys need Chromium and it could not be fetched: install Chromium or Google Chrome, or set CHROMIUM_PATH, and run the same command again.',
    );
  }
  return undefined;
}
