import { Page, expect, test } from '@playwright/test';

const MINUTE = 60_000;

test.use({ actionTimeout: MINUTE });

/** Its own at each run: a sandbox that is still there remembers the last one. */
const NAME = `points-${Date.now().toString(36)}`;

test('from the form of a golden path to its queue on the event map', async ({
  page,
}) => {
  await test.step('chooses the queue worker', async () => {
    await page.goto('/create');
    await page.getByRole('button', { name: 'Enter' }).click();
    await expect(
      page.getByRole('heading', { name: 'Templates', exact: true }),
    ).toBeVisible({ timeout: 2 * MINUTE });
    await page.goto('/create/templates/default/queue-worker');
  });

  await test.step('says what it is and where it runs', async () => {
    await page.getByRole('textbox', { name: 'Name' }).fill(NAME);
    await page
      .getByRole('textbox', { name: 'Description' })
      .fill('Books points for "orders"');
    await choose(page, 'Owner', 'loyalty');
    await choose(page, 'AWS account', '123456789012');
    await next(page);
  });

  await test.step('takes the orders from the bus of the shop', async () => {
    await choose(page, 'Event bus', 'shop');
    await page
      .getByRole('textbox', { name: 'Pattern' })
      .fill('{"source": ["shop.order"], "detail-type": ["OrderCreated"]}');
    await expect(
      page.getByText('This event reaches the service.'),
    ).toBeVisible();
    await next(page);
  });

  await test.step('keeps the defaults of scaling, compute and operation', async () => {
    await expect(
      page.getByText('Target: 60 messages for each task.'),
    ).toBeVisible();
    await next(page);
    await expect(page.getByText(/^Capacity/).first()).toBeVisible();
    await next(page);
    await expect(page.getByText('Alarms go to').first()).toBeVisible();
    await next(page);
  });

  await test.step('has it deployed', async () => {
    await page.getByRole('checkbox', { name: 'Deploy now' }).check();
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByRole('button', { name: 'Create' }).click();
    // Stamping, the first installation of CDK, synthesis and the stack.
    await expect(
      page.getByRole('link', { name: 'On the event map' }).first(),
    ).toBeVisible({ timeout: 6 * MINUTE });
  });

  await test.step('finds the queue and who works it off on the map', async () => {
    const opened = page.waitForEvent('popup');
    await page.getByRole('link', { name: 'On the event map' }).first().click();
    const map = await opened;
    await expect(map).toHaveURL(/\/event-map/);
    await expect(
      map.getByRole('button', { name: new RegExp(`^${NAME}, Queue, `) }),
    ).toBeVisible({ timeout: MINUTE });
    await expect(
      map.getByRole('button', { name: new RegExp(`^${NAME}, ECS service, `) }),
    ).toBeVisible();
  });

  await test.step('finds the component in the catalog with its queue', async () => {
    await page.goto(`/catalog/default/component/${NAME}`);
    await expect(page.getByRole('heading', { name: NAME }).first()).toBeVisible(
      { timeout: MINUTE },
    );
    await expect(page.getByText('Queues').first()).toBeVisible();
  });
});

async function choose(page: Page, field: string, option: string) {
  const box = page.getByRole('textbox', { name: field });
  await box.click();
  await box.fill(option);
  await page.getByRole('option').filter({ hasText: option }).first().click();
}

async function next(page: Page) {
  await page.getByRole('button', { name: 'Next' }).click();
}
