import { Locator, Page, expect, test } from '@playwright/test';

const SANDBOX_URL = 'http://127.0.0.1:4566';
const QUEUE = 'loyalty-orders';
const SERVICE = 'loyalty';
const MINUTE = 60_000;

test('from sign-in over Black Friday to the drained queue, without a reload', async ({
  page,
  request,
}) => {
  await test.step('signs in and lands on the event map', async () => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Enter' }).click();
    await expect(page).toHaveURL(/\/event-map/);
    await expect(
      page.getByRole('heading', { name: 'Event map', exact: true }),
    ).toBeVisible();
    await expect(page.getByText(/\d+ resources, \d+ connections/)).toBeVisible({
      timeout: 2 * MINUTE,
    });
    await page.evaluate(() => {
      (window as { sameDocument?: boolean }).sameDocument = true;
    });
  });

  const queue = page.getByRole('button', {
    name: new RegExp(`^${QUEUE}, Queue, `),
  });
  const panel = page.getByRole('complementary', { name: 'Details' });

  await test.step('finds the loyalty queue by search', async () => {
    await page.getByRole('textbox', { name: 'Search resources' }).fill(QUEUE);
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await expect(queue).toBeVisible();
    await expect(
      panel.getByRole('heading', { name: QUEUE, exact: true }),
    ).toBeVisible();
    await expect(
      panel.getByRole('button', { name: SERVICE, exact: true }),
    ).toBeVisible();
  });

  const before = await boxOf(queue);

  await test.step('messages pile up while Black Friday lasts', async () => {
    const answer = await request.post(`${SANDBOX_URL}/_sandbox/surge`, {
      data: { ordersPerSecond: 25, durationSeconds: 60 },
    });
    expect(answer.ok()).toBe(true);
    await expect
      .poll(() => visibleMessages(queue), { timeout: 2 * MINUTE })
      .toBeGreaterThan(50);
  });

  await test.step('the picture has not moved, the page was not loaded again', async () => {
    expect(await boxOf(queue)).toEqual(before);
    expect(
      await page.evaluate(
        () => (window as { sameDocument?: boolean }).sameDocument,
      ),
    ).toBe(true);
  });

  await test.step('the service scales out and the queue drains', async () => {
    await panel.getByRole('button', { name: SERVICE, exact: true }).click();
    await expect(
      panel.getByRole('heading', { name: SERVICE, exact: true }),
    ).toBeVisible();
    const service = page.getByRole('button', {
      name: new RegExp(`^${SERVICE}, ECS service, `),
    });
    await expect
      .poll(() => runningTasks(service), { timeout: 3 * MINUTE })
      .toBeGreaterThan(2);
    // Only what is in view is drawn: the panel leads back to the queue.
    await panel.getByRole('button', { name: QUEUE, exact: true }).click();
    await expect(queue).toBeVisible();
    await expect
      .poll(() => visibleMessages(queue), { timeout: 4 * MINUTE })
      .toBe(0);
  });

  await test.step('the component in the catalog shows the same queue and tasks', async () => {
    await page.goto('/catalog/default/component/loyalty/events');
    await expect(page.getByText(QUEUE).first()).toBeVisible();
    await expect(page.getByText(/\d+\/\d+ running/).first()).toBeVisible();
    await page.goto('/catalog/default/component/loyalty');
    await expect(page.getByText('Queues', { exact: true })).toBeVisible();
    await expect(page.getByText('Tasks', { exact: true })).toBeVisible();
    await expect(page.getByText(QUEUE).first()).toBeVisible();
  });
});

/** Reads the figure from the accessible name: "loyalty-orders, Queue, 12 visible, …". */
async function visibleMessages(queue: Locator): Promise<number> {
  return figure(queue, /, ([\d.,]+) visible/);
}

async function runningTasks(service: Locator): Promise<number> {
  return figure(service, /, (\d+)\/\d+ running/);
}

async function figure(card: Locator, pattern: RegExp): Promise<number> {
  const label = (await card.getAttribute('aria-label')) ?? '';
  const [, digits] = pattern.exec(label) ?? [];
  return digits === undefined ? NaN : Number(digits.replace(/,/g, ''));
}

async function boxOf(card: Locator): Promise<{ x: number; y: number }> {
  await settled(card.page());
  const box = await card.boundingBox();
  if (!box) {
    throw new Error('The card is not on the screen');
  }
  return { x: Math.round(box.x), y: Math.round(box.y) };
}

/** The viewport glides to what is selected; positions count once it has arrived. */
async function settled(page: Page): Promise<void> {
  const transform = () =>
    page.locator('.react-flow__viewport').getAttribute('style');
  await expect(async () => {
    const first = await transform();
    await page.waitForTimeout(500);
    expect(await transform()).toBe(first);
  }).toPass();
}
