// `npm run screenshots`: the README's pictures, from the running portal.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { UserError, say } from './console.mjs';
import { root } from './toolchain.mjs';

const PORTAL_URL = process.env.PLAYWRIGHT_URL ?? 'http://localhost:3000';
const LOYALTY_QUEUE = 'arn:aws:sqs:eu-central-1:123456789012:loyalty-orders';

const ON_A_CARD = /\d+(\/\d+)? (visible|running)/;

const PICTURES = [
  { name: 'event-map', path: '/event-map', figures: ON_A_CARD },
  {
    name: 'event-map-queue',
    path: `/event-map?node=${encodeURIComponent(LOYALTY_QUEUE)}`,
    figures: ON_A_CARD,
  },
  {
    name: 'event-map-table',
    path: '/event-map?view=table',
    figures: ON_A_CARD,
  },
  {
    name: 'entity-events',
    path: '/catalog/default/component/loyalty/events',
    figures: ON_A_CARD,
  },
  {
    name: 'entity-overview',
    path: '/catalog/default/component/loyalty',
    figures: 'In flight',
  },
];

/**
 * `--to FOLDER` (default docs/images), `--only NAME`, `--widths 1440,1000`,
 * `--themes light,dark`.
 */
export default async function screenshots({ args, toolchain }) {
  const options = parse(args);
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.launch({
    executablePath: await ensureChromium(toolchain),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    mkdirSync(options.to, { recursive: true });
    for (const theme of options.themes) {
      for (const width of options.widths) {
        const page = await openPortal(browser, theme, width);
        for (const picture of PICTURES) {
          if (!options.only || picture.name === options.only) {
            await take(page, picture, options.to, `${theme}-${width}`);
          }
        }
        await page.context().close();
      }
    }
  } finally {
    await browser.close();
  }
  return 0;
}

function parse(args) {
  const options = {
    to: path.join(root, 'docs', 'images'),
    only: undefined,
    themes: ['light', 'dark'],
    widths: [1440, 1000],
  };
  const readers = {
    '--to': value => ({ to: path.resolve(value) }),
    '--only': value => ({ only: value }),
    '--themes': value => ({ themes: value.split(',') }),
    '--widths': value => ({ widths: value.split(',').map(Number) }),
  };
  for (let i = 0; i < args.length; i += 2) {
    const read = readers[args[i]];
    if (!read || args[i + 1] === undefined) {
      throw new UserError(
        `Usage: npm run screenshots [-- ${Object.keys(readers).join(' … ')} …]`,
      );
    }
    Object.assign(options, read(args[i + 1]));
  }
  return options;
}

async function openPortal(browser, theme, width) {
  const context = await browser.newContext({
    viewport: { width, height: width > 1200 ? 900 : 760 },
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  await context.addInitScript(value => {
    window.localStorage.setItem('theme', value);
  }, theme);
  const page = await context.newPage();
  const answer = await page.goto(PORTAL_URL).catch(() => undefined);
  if (!answer) {
    throw new UserError(
      `No portal answers at ${PORTAL_URL}: run \`npm start\` first.`,
    );
  }
  await page.getByRole('button', { name: 'Enter' }).click();
  await page.getByRole('heading', { name: 'Event map', exact: true }).waitFor();
  return page;
}

async function take(page, picture, folder, suffix) {
  const file = path.join(folder, `${picture.name}-${suffix}.png`);
  await page.goto(`${PORTAL_URL}${picture.path}`);
  // Figures arrive after the structure; the picture wants both.
  await page.getByText(picture.figures).first().waitFor();
  await page.waitForTimeout(2500);
  await page.screenshot({ path: file });
  say(path.relative(root, file));
}
