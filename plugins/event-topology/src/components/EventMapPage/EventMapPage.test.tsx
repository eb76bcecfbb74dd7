import { ResponseError } from '@backstage/errors';
import { EVENT_TOPOLOGY_CHANNEL } from '@ecs-eda/plugin-event-topology-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aNode } from '../../__fixtures__/build-topology';
import { anEstate } from '../../__fixtures__/estate';
import { FakeEventTopologyApi } from '../../__fixtures__/FakeEventTopologyApi';
import {
  deliversToLoyalty,
  loyalty,
  loyaltyQueue,
  pageViews,
  shopNodes,
  shopReadings,
  shopSnapshot,
} from '../../__fixtures__/shop';
import { renderPage } from '../../__testUtils__/render-page';

function shop(): FakeEventTopologyApi {
  const api = new FakeEventTopologyApi();
  api.snapshot = shopSnapshot();
  api.readings = shopReadings(new Date().toISOString());
  return api;
}

const address = () =>
  new URLSearchParams(screen.getByTestId('address').textContent ?? '');
const details = () => screen.findByRole('complementary', { name: 'Details' });
const card = (name: RegExp) => screen.findByRole('button', { name });

describe('the map', () => {
  it('has its title as the heading of the page, and says how large it is', async () => {
    renderPage(shop());
    expect(
      await screen.findByRole('heading', { level: 1, name: 'Event map' }),
    ).toBeVisible();
    expect(
      await screen.findByText('29 resources, 27 connections, 1 account'),
    ).toBeVisible();
  });

  it('names kind, figure and health of every resource in words', async () => {
    renderPage(shop());
    expect(
      await card(
        /^loyalty, ECS service, 4\/6 running, 2 pending, Critical: Backlog/,
      ),
    ).toBeVisible();
    expect(
      await card(/^loyalty-orders, Queue, 412 visible, 40 in flight, Healthy/),
    ).toBeVisible();
    expect(await card(/^shop, Event bus, 5 rules, Healthy/)).toBeVisible();
  });

  it('shows what needs attention first, and leads there', async () => {
    renderPage(shop());
    const list = await screen.findByRole('list', {
      name: /need attention, worst first/,
    });
    const items = within(list).getAllByRole('button');
    expect(items.map(item => item.textContent)).toEqual([
      expect.stringMatching(/^Criticalloyalty.*Backlog/),
      expect.stringMatching(/^Criticalloyalty-orders-dead-letters/),
      expect.stringMatching(/^Warninglong-videos/),
    ]);

    await userEvent.click(items[1]);
    expect(
      within(await details()).getByRole('heading', {
        name: 'loyalty-orders-dead-letters',
      }),
    ).toBeVisible();
    expect(address().get('node')).toMatch(/loyalty-orders-dead-letters$/);
  });

  it('changes figures without moving anything', async () => {
    const api = shop();
    const { signals } = renderPage(api);
    const before = await card(/^loyalty-orders, Queue, 412 visible/);
    const place = before.closest('.react-flow__node')?.getAttribute('style');

    api.readings = shopReadings(new Date().toISOString(), 77);
    act(() =>
      signals.publish(EVENT_TOPOLOGY_CHANNEL, {
        type: 'readings',
        at: new Date().toISOString(),
      }),
    );

    const after = await card(/^loyalty-orders, Queue, 77 visible/);
    expect(after).toBe(before);
    expect(after.closest('.react-flow__node')?.getAttribute('style')).toBe(
      place,
    );
  });

  it('takes in a new structure when the backend says so', async () => {
    const api = shop();
    const { signals } = renderPage(api);
    await card(/^loyalty-orders,/);
    api.snapshot = shopSnapshot({
      version: 'shop-2',
      nodes: shopNodes.filter(node => node.id !== loyaltyQueue.id),
    });
    act(() =>
      signals.publish(EVENT_TOPOLOGY_CHANNEL, {
        type: 'topology',
        version: 'shop-2',
      }),
    );
    expect(
      await screen.findByText('28 resources, 27 connections, 1 account'),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: /^loyalty-orders, Queue/ }),
    ).not.toBeInTheDocument();
  });

  it('has what is selected and on the screen read closely', async () => {
    const api = shop();
    renderPage(api, { address: `?node=${encodeURIComponent(loyalty.id)}` });
    await details();
    await waitFor(() => expect(api.watched.at(-1)?.[0]).toBe(loyalty.id));
    expect(api.watched.at(-1)?.length).toBeLessThanOrEqual(50);
  });

  it('opens a large estate on collapsed groups, and opens one', async () => {
    const api = new FakeEventTopologyApi();
    const estate = anEstate(200);
    api.snapshot = shopSnapshot(estate);
    renderPage(api);

    const group = await card(/^System system-000, 25 resources/);
    expect(
      screen.queryByRole('button', { name: /^system-000-bus, Event bus/ }),
    ).not.toBeInTheDocument();

    group.focus();
    await userEvent.keyboard('{Enter}');
    await userEvent.click(
      within(await details()).getByRole('button', { name: 'Open system-000' }),
    );
    expect(await card(/^system-000-bus, Event bus/)).toBeVisible();
    expect(address().getAll('open')).toEqual(['system:default/system-000']);
  });

  it('opens the group of a resource that a link leads to', async () => {
    const api = new FakeEventTopologyApi();
    const estate = anEstate(200);
    api.snapshot = shopSnapshot(estate);
    renderPage(api, {
      address: `?node=${encodeURIComponent(estate.nodes[0].id)}`,
    });
    expect(await card(/^system-000-bus, Event bus/)).toBeVisible();
    expect(
      within(await details()).getByRole('heading', { name: 'system-000-bus' }),
    ).toBeVisible();
  });
});

describe('the details', () => {
  it('of an MSK cluster lead to its topics, and those back', async () => {
    const api = shop();
    const cluster = aNode(
      'broker',
      'clickstream',
      { engine: 'KAFKA', state: 'ACTIVE' },
      { id: pageViews.attributes.clusterArn },
    );
    api.snapshot = shopSnapshot({ nodes: [cluster, pageViews], edges: [] });
    renderPage(api, { address: `?node=${encodeURIComponent(cluster.id)}` });

    const section = within(await details());
    await userEvent.click(section.getByRole('button', { name: 'page-views' }));
    expect(
      await section.findByRole('heading', { name: 'page-views' }),
    ).toBeVisible();
    await userEvent.click(section.getByRole('button', { name: 'clickstream' }));
    expect(
      await section.findByRole('heading', { name: 'clickstream' }),
    ).toBeVisible();
  });

  it('of a resource say what is wrong, what to do, and all that is known', async () => {
    renderPage(shop(), { address: `?node=${encodeURIComponent(loyalty.id)}` });
    const panel = within(await details());
    expect(panel.getByText('Backlog is over its target')).toBeVisible();
    expect(panel.getAllByText('What to do:').length).toBeGreaterThan(0);
    expect(panel.getByText('1 and 10 tasks')).toBeVisible();
    expect(
      panel.getByRole('link', { name: /Open in the AWS console/ }),
    ).toHaveAttribute('href', loyalty.consoleUrl);
    expect(panel.getByRole('link', { name: 'Loyalty' })).toHaveAttribute(
      'href',
      '/catalog/default/component/loyalty',
    );
    expect(panel.getByText(loyalty.id)).toBeVisible();
  });

  it('draw the course of each figure', async () => {
    const api = shop();
    api.history = [30, 60, 90].flatMap((backlog, index) =>
      shopReadings(
        new Date(Date.now() - (10 - index) * 1000).toISOString(),
        backlog,
      ),
    );
    renderPage(api, {
      address: `?node=${encodeURIComponent(loyaltyQueue.id)}`,
    });
    expect(
      await screen.findByRole('img', { name: 'Visible: 30 to 412, now 412' }),
    ).toBeInTheDocument();
  });

  it('lead from neighbour to neighbour', async () => {
    renderPage(shop(), {
      address: `?node=${encodeURIComponent(loyaltyQueue.id)}`,
    });
    await userEvent.click(
      within(await details()).getByRole('button', { name: 'loyalty' }),
    );
    expect(
      within(await details()).getByRole('heading', {
        level: 2,
        name: 'loyalty',
      }),
    ).toBeVisible();
  });

  it('of a connection give its meaning and the fact that it came from', async () => {
    renderPage(shop(), {
      address: `?node=${encodeURIComponent(loyaltyQueue.id)}`,
    });
    await userEvent.click(
      within(await details()).getByRole('button', {
        name: 'Evidence for polled by loyalty',
      }),
    );
    const panel = within(await details());
    expect(
      panel.getByText(
        'loyalty takes messages from loyalty-orders at its own pace.',
      ),
    ).toBeVisible();
    expect(panel.getByText('Inferred.')).toBeVisible();
    expect(panel.getByText('ecs:DescribeTaskDefinition')).toBeVisible();
    expect(
      panel.getByText('containerDefinitions[0].environment[QUEUE_URL]'),
    ).toBeVisible();
  });

  it('print an event pattern so that it can be read', async () => {
    renderPage(shop(), {
      address: `?edge=${encodeURIComponent(deliversToLoyalty.id)}`,
    });
    const panel = within(await details());
    expect(
      panel.getByText(
        (_text, element) =>
          element?.tagName === 'PRE' &&
          element.textContent ===
            '{\n  "detail-type": [\n    "OrderCreated"\n  ]\n}',
      ),
    ).toBeVisible();
  });

  it('say so when a link leads to what is gone', async () => {
    renderPage(shop(), { address: '?node=arn:aws:sqs:eu-central-1:1:gone' });
    expect(
      within(await details()).getByText('This is not on the map (any more)'),
    ).toBeVisible();
  });
});

describe('the keyboard', () => {
  it('moves along the flow, opens and closes', async () => {
    const user = userEvent.setup();
    renderPage(shop());
    const queue = await card(/^loyalty-orders, Queue/);
    queue.focus();
    await user.keyboard('{Enter}');
    expect(await details()).toHaveFocus();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(queue).toHaveFocus());
    expect(address().get('node')).toBeNull();

    await user.keyboard('{ArrowLeft}');
    await waitFor(() =>
      expect(document.activeElement).toHaveAccessibleName(/^order-to-loyalty/),
    );
    await user.keyboard('{ArrowRight}');
    await waitFor(() =>
      expect(document.activeElement).toHaveAccessibleName(/^loyalty-orders,/),
    );

    await user.keyboard('{Enter}');
    const panel = await details();
    expect(panel).toHaveFocus();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(panel).not.toBeInTheDocument());
    expect(document.activeElement).toHaveAccessibleName(/^loyalty-orders,/);
  });

  it('reaches search, table, help and the next trouble by one key', async () => {
    const user = userEvent.setup();
    renderPage(shop());
    await card(/^loyalty-orders, Queue/);

    await user.keyboard('n');
    expect(
      within(await details()).getByRole('heading', { name: 'loyalty' }),
    ).toBeVisible();
    await user.keyboard('t');
    expect(await screen.findByRole('table')).toBeVisible();
    await user.keyboard('?');
    const dialog = await screen.findByRole('dialog', {
      name: 'Keys and gestures',
    });
    await user.click(within(dialog).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    await user.keyboard('/');
    expect(
      screen.getByRole('textbox', { name: 'Search resources' }),
    ).toHaveFocus();
  });

  it('types into the search what are keys elsewhere', async () => {
    const user = userEvent.setup();
    renderPage(shop());
    const search = await screen.findByRole('textbox', {
      name: 'Search resources',
    });
    await user.type(search, 'nt?');
    expect(search).toHaveValue('nt?');
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});

describe('search and filters', () => {
  it('finds as one types, and goes to what is chosen', async () => {
    const user = userEvent.setup();
    renderPage(shop());
    const search = await screen.findByRole('textbox', {
      name: 'Search resources',
    });
    await user.type(search, 'loyalty-ord');
    const option = await screen.findByRole('option', {
      name: /^loyalty-orders\s*Queue/,
    });
    await user.click(option);
    expect(
      within(await details()).getByRole('heading', { name: 'loyalty-orders' }),
    ).toBeVisible();
    expect(address().get('q')).toBe('loyalty-ord');
  });

  it('dims what does not match, or hides it', async () => {
    const user = userEvent.setup();
    renderPage(shop(), { address: '?kind=queue' });
    expect(await screen.findByText('4 of 29 resources match')).toBeVisible();
    expect(await card(/^order, ECS service/)).toBeInTheDocument();

    await user.click(screen.getByRole('checkbox', { name: 'Hide the rest' }));
    await waitFor(() =>
      expect(
        screen.queryByRole('button', { name: /^order, ECS service/ }),
      ).not.toBeInTheDocument(),
    );
    expect(await card(/^loyalty-orders, Queue/)).toBeInTheDocument();
  });

  it('choose by menu, and are kept in the address', async () => {
    const user = userEvent.setup();
    renderPage(shop());
    await user.click(await screen.findByRole('button', { name: 'Health' }));
    await user.click(
      await screen.findByRole('menuitemcheckbox', { name: /Critical/ }),
    );
    expect(address().getAll('health')).toEqual(['critical']);
  });

  it('say so when nothing matches, and offer the way back', async () => {
    const user = userEvent.setup();
    renderPage(shop(), { address: '?q=nosuchthing' });
    expect(
      await screen.findByText('Nothing matches these filters'),
    ).toBeVisible();
    await user.click(
      screen.getAllByRole('button', { name: 'Clear filters' })[0],
    );
    await waitFor(() =>
      expect(
        screen.queryByText('Nothing matches these filters'),
      ).not.toBeInTheDocument(),
    );
    expect(address().get('q')).toBeNull();
  });
});

describe('the table', () => {
  it('has a row for each resource, worst first, with the same facts', async () => {
    renderPage(shop(), { address: '?view=table' });
    const table = await screen.findByRole('table', {
      name: 'Resources of the event topology',
    });
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows).toHaveLength(29);
    expect(rows[0]).toHaveTextContent(/Critical.*ECS service.*loyalty.*4\/6/);
  });

  it('sorts by its columns', async () => {
    const user = userEvent.setup();
    renderPage(shop(), { address: '?view=table' });
    const table = await screen.findByRole('table');
    await user.click(within(table).getByRole('button', { name: 'Name' }));
    await user.click(within(table).getByRole('button', { name: 'Name' }));
    expect(address().get('sort')).toBe('-name');
    const [, first] = within(table).getAllByRole('row');
    expect(first).toHaveTextContent('SMS to customers');
  });

  it('opens the details of a row by keyboard', async () => {
    const user = userEvent.setup();
    renderPage(shop(), { address: '?view=table' });
    const link = await screen.findByRole('button', {
      name: 'Details of loyalty-orders',
    });
    link.focus();
    await user.keyboard('{Enter}');
    expect(
      within(await details()).getByRole('heading', { name: 'loyalty-orders' }),
    ).toBeVisible();
  });

  it('lists connections with their evidence', async () => {
    const user = userEvent.setup();
    renderPage(shop(), { address: '?view=table' });
    await user.click(
      await screen.findByRole('tab', { name: 'Connections (27)' }),
    );
    const table = await screen.findByRole('table', {
      name: 'Connections between resources',
    });
    const row = within(table)
      .getByRole('button', {
        name: 'Details of the connection from loyalty-orders to loyalty',
      })
      .closest('tr');
    expect(row).toHaveTextContent(
      /polled by.*Inferred.*ecs:DescribeTaskDefinition/,
    );
  });

  it('leaves out what the filters leave out', async () => {
    renderPage(shop(), { address: '?view=table&kind=queue' });
    const table = await screen.findByRole('table');
    expect(within(table).getAllByRole('row')).toHaveLength(1 + 4);
  });
});

describe('how fresh it is', () => {
  it('is said, and refreshed on demand', async () => {
    const user = userEvent.setup();
    const api = shop();
    renderPage(api);
    expect(await screen.findByTestId('figures-age')).toHaveTextContent(
      /^Figures \d+ s old$/,
    );
    await user.click(
      await screen.findByRole('button', { name: 'Read AWS again now' }),
    );
    expect(api.refreshes).toBe(1);
    expect(
      await screen.findByRole('button', { name: 'Reading AWS' }),
    ).toBeDisabled();
  });

  it('shows how far a read has come', async () => {
    const api = shop();
    api.status = {
      ...api.status,
      refreshing: true,
      progress: { done: 4, total: 12 },
    };
    renderPage(api);
    expect(
      await screen.findByText('Reading AWS: 4 of 12 scopes'),
    ).toBeVisible();
  });
});

describe('states', () => {
  it('explains how to configure the first account', async () => {
    const api = new FakeEventTopologyApi();
    api.status = { ...api.status, unconfigured: true };
    renderPage(api);
    expect(
      await screen.findByRole('heading', {
        name: 'No AWS account is configured',
      }),
    ).toBeVisible();
    expect(screen.getByText(/eventTopology:/)).toBeVisible();
  });

  it('shows the progress of the first read', async () => {
    const api = new FakeEventTopologyApi();
    api.status = {
      ...api.status,
      refreshing: true,
      progress: { done: 2, total: 24 },
    };
    renderPage(api);
    expect(
      await screen.findByRole('heading', {
        name: 'Reading AWS for the first time',
      }),
    ).toBeVisible();
    expect(
      screen.getByRole('progressbar', { name: /first time/ }),
    ).toHaveAttribute('aria-valuenow', '8');
  });

  it('says so when everything was read and nothing found', async () => {
    const api = shop();
    api.snapshot = shopSnapshot({ nodes: [], edges: [] });
    renderPage(api);
    expect(
      await screen.findByRole('heading', { name: 'Nothing to show yet' }),
    ).toBeVisible();
  });

  it('say that one sees a part of the map, where one does', async () => {
    const api = shop();
    api.restricted = true;
    renderPage(api);
    expect(await screen.findByText('You see a part of the map')).toBeVisible();
  });

  it('blame no configuration for a map that is empty for this reader only', async () => {
    const api = new FakeEventTopologyApi();
    api.snapshot = shopSnapshot({ nodes: [], edges: [] });
    api.restricted = true;
    renderPage(api);
    expect(
      await screen.findByRole('heading', {
        name: 'Nothing that you are allowed to see',
      }),
    ).toBeVisible();
    expect(screen.getByText(/^You see a part of the map/)).toBeVisible();
    expect(screen.queryByText(/app-config/)).not.toBeInTheDocument();
  });

  it('offers to try again after a failure', async () => {
    const user = userEvent.setup();
    const api = shop();
    api.failure = new Error('the backend is away');
    renderPage(api);
    expect(await screen.findByText('the backend is away')).toBeVisible();
    api.failure = undefined;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await card(/^loyalty-orders, Queue/)).toBeVisible();
  });

  it('names the permission that is missing', async () => {
    const api = shop();
    api.failure = await ResponseError.fromResponse(
      Response.json({}, { status: 403 }),
    );
    renderPage(api);
    expect(await screen.findByText(/event-topology\.read/)).toBeVisible();
  });

  it('names the account, region and service that could not be read, why, and the remedy', async () => {
    const user = userEvent.setup();
    const api = shop();
    const snapshot = shopSnapshot({
      nodes: shopNodes.map(node =>
        node.id === loyaltyQueue.id ? { ...node, stale: true } : node,
      ),
    });
    api.snapshot = {
      ...snapshot,
      scopes: snapshot.scopes.map(scope =>
        scope.service === 'sqs'
          ? {
              ...scope,
              status: 'failed',
              errors: [
                {
                  code: 'AccessDeniedException',
                  message: 'not authorized',
                  operation: 'sqs:ListQueues',
                  remedy: 'Allow sqs:ListQueues in the policy of the role.',
                },
              ],
            }
          : scope,
      ),
    };
    renderPage(api);
    const banner = (
      await screen.findByText('Incomplete: 1 service could not be read fully')
    ).closest('[role="alert"]');
    expect(await card(/^loyalty-orders, Queue/)).toBeVisible();

    await user.click(screen.getByRole('button', { name: 'Show what failed' }));
    expect(banner).toHaveTextContent('sqs in 123456789012, eu-central-1');
    expect(banner).toHaveTextContent('affects 1 resource');
    expect(banner).toHaveTextContent(
      'sqs:ListQueues: AccessDeniedException: not authorized',
    );
    expect(banner).toHaveTextContent(
      'Allow sqs:ListQueues in the policy of the role.',
    );
  });

  it('tell how far each account has been read, and what to change', async () => {
    const user = userEvent.setup();
    const api = shop();
    const snapshot = shopSnapshot();
    api.snapshot = {
      ...snapshot,
      scopes: [
        ...snapshot.scopes,
        {
          ...snapshot.scopes[0],
          key: '210987654321/eu-central-1/sqs',
          accountId: '210987654321',
          service: 'sqs',
          status: 'failed',
          errors: [
            {
              code: 'AccessDenied',
              message: 'not authorized to assume the role',
              remedy: 'Let the portal assume the role.',
            },
          ],
        },
      ],
    };
    renderPage(api);
    await user.click(
      await screen.findByRole('button', {
        name: 'Show how far each account has been read',
      }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      dialog
        .getAllByRole('heading', { level: 3 })
        .map(heading => heading.textContent),
    ).toEqual([
      '210987654321, eu-central-1Not read',
      '123456789012, eu-central-1Complete',
    ]);
    expect(dialog.getByText(/Let the portal assume the role/)).toBeVisible();
  });

  it('says so when the structure is older than it should be', async () => {
    const api = shop();
    api.status = {
      ...api.status,
      lastFinishedAt: new Date(Date.now() - 3_600_000).toISOString(),
    };
    renderPage(api);
    expect(await screen.findByText('The structure is 1 h old')).toBeVisible();
  });

  it('keeps showing the last state when updates fail', async () => {
    const api = shop();
    const { signals } = renderPage(api);
    await card(/^loyalty-orders, Queue/);
    api.failure = new Error('the backend is away');
    act(() => signals.publish(EVENT_TOPOLOGY_CHANNEL, { type: 'status' }));
    expect(
      await screen.findByText('The map cannot be updated at the moment'),
    ).toBeVisible();
    expect(await card(/^loyalty-orders, Queue/)).toBeVisible();
  });

  it('names what figures are missing, and why', async () => {
    const user = userEvent.setup();
    const api = shop();
    api.readingProblems = [
      {
        scope: '123456789012/eu-central-1/cloudwatch',
        code: 'ThrottlingException',
        message: 'Rate exceeded',
        remedy: 'Raise the quota.',
        nodeIds: [loyaltyQueue.id],
      },
    ];
    renderPage(api);
    await screen.findByText('Figures are missing: 1 problem');
    await user.click(screen.getByRole('button', { name: 'Show what failed' }));
    expect(
      screen.getByText(/ThrottlingException: Rate exceeded/),
    ).toBeVisible();
  });
});
