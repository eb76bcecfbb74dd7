// Measures the map in a real browser: time to the first picture, the longest
// stop of the main thread, and frames a second while panning.
//
//   yarn workspace @ecs-eda/plugin-event-topology start
//   node plugins/event-topology/dev/measure.mjs http://localhost:3000 2000
//
// CHROMIUM_PATH names another browser than Playwright's own.
import { chromium } from '@playwright/test';

const [base = 'http://localhost:3000', size = '2000', open = ''] =
  process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH,
  args: ['--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.addInitScript(() => {
  window.longTasks = [];
  new PerformanceObserver(list =>
    list
      .getEntries()
      .forEach(({ startTime, duration }) =>
        window.longTasks.push({ startTime, duration }),
      ),
  ).observe({ type: 'longtask', buffered: true });
});

// The first visit compiles and caches; the second is measured.
const address = `${base}/event-map?estate=${size}${
  open ? `&open=${encodeURIComponent(open)}` : ''
}`;
const picture = () => page.waitForSelector('.react-flow__node', {});
await page.goto(address);
await picture();
await page.goto(address);
await page.waitForSelector('main header');
const headed = await page.evaluate(() => performance.now());
await picture();
const drawn = await page.evaluate(() => performance.now());
await page.waitForTimeout(3000);

const viewport = () =>
  page.evaluate(
    () => document.querySelector('.react-flow__viewport').style.transform,
  );
const before = await viewport();
const started = await page.evaluate(() => performance.now());
const frames = page.evaluate(
  () =>
    new Promise(resolve => {
      let count = 0;
      const start = performance.now();
      const tick = () => {
        count += 1;
        const seconds = (performance.now() - start) / 1000;
        if (seconds < 3) {
          requestAnimationFrame(tick);
        } else {
          resolve(count / seconds);
        }
      };
      requestAnimationFrame(tick);
    }),
);
// Between the cards: lines take a drag for themselves.
const [x, y] = await page.evaluate(() => {
  for (let top = 860; top > 200; top -= 7) {
    for (let left = 1100; left > 500; left -= 7) {
      if (document.elementFromPoint(left, top)?.matches('.react-flow__pane')) {
        return [left, top];
      }
    }
  }
  throw new Error('No free place to drag from');
});
await page.mouse.move(x, y);
await page.mouse.down();
for (let step = 0; step < 60; step += 1) {
  await page.mouse.move(x - step * 6, y - step * 3);
}
await page.mouse.up();
const perSecond = await frames;
const moved = (await viewport()) !== before;
const tasks = await page.evaluate(() => window.longTasks);
const longest = list => Math.round(Math.max(0, ...list.map(t => t.duration)));

process.stdout.write(
  `${JSON.stringify(
    {
      nodes: Number(size),
      cardsDrawn: await page.locator('.react-flow__node').count(),
      firstPictureMs: Math.round(drawn),
      fromHeaderToPictureMs: Math.round(drawn - headed),
      longestTaskAfterHeaderMs: longest(
        tasks.filter(t => t.startTime >= headed - 50 && t.startTime < started),
      ),
      longestTaskWhilePanningMs: longest(
        tasks.filter(t => t.startTime >= started),
      ),
      framesPerSecondPanning: Math.round(perSecond),
      panned: moved,
    },
    null,
    2,
  )}\n`,
);
await browser.close();
