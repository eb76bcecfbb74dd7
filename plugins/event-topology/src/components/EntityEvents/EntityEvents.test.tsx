import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeEventTopologyApi } from '../../__fixtures__/FakeEventTopologyApi';
import {
  loyalty,
  loyaltyDeadLetters,
  loyaltyQueue,
  shopReadings,
  shopSnapshot,
} from '../../__fixtures__/shop';
import { eventTopologyApiRef } from '../../api';
import { rootRouteRef } from '../../routes';
import { EntityEventsContent } from './EntityEventsContent';
import { EntityQueuesCard } from './EntityQueuesCard';
import { EntityTasksCard } from './EntityTasksCard';

function shop(): FakeEventTopologyApi {
  const api = new FakeEventTopologyApi();
  api.snapshot = shopSnapshot();
  api.readings = shopReadings(new Date().toISOString(), 90);
  api.entityNodes = {
    loyalty: [loyalty.id, loyaltyQueue.id, loyaltyDeadLetters.id],
  };
  return api;
}

function renderOn(name: string, element: JSX.Element, api = shop()) {
  renderInTestApp(
    <EntityProvider
      entity={{
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name },
        spec: { type: 'service' },
      }}
    >
      {element}
    </EntityProvider>,
    {
      apis: [[eventTopologyApiRef, api], mockApis.permission()],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/event-map': rootRouteRef,
      },
    },
  );
  return api;
}

describe('the card Queues', () => {
  it('shows the depth of each queue, and its dead letters', async () => {
    renderOn('loyalty', <EntityQueuesCard />);
    const link = await screen.findByRole('link', { name: 'loyalty-orders' });
    const part = within(link.closest('li') as HTMLElement);
    expect(part.getByText('Visible').nextSibling).toHaveTextContent('90');
    expect(part.getByText('In flight').nextSibling).toHaveTextContent('40');
    expect(part.getByText('Oldest message').nextSibling).toHaveTextContent(
      '1 min 35 s',
    );
    expect(
      part.getByText('Dead letters: 3 in loyalty-orders-dead-letters'),
    ).toBeVisible();
    expect(link).toHaveAttribute(
      'href',
      `/event-map?${new URLSearchParams({ node: loyaltyQueue.id })}`,
    );
  });

  it('says so when there is none', async () => {
    const api = shop();
    api.snapshot = shopSnapshot({
      nodes: [{ ...loyalty }],
      edges: [],
    });
    api.entityNodes = { order: [loyalty.id] };
    renderOn('order', <EntityQueuesCard />, api);
    expect(await screen.findByText(/^No queue belongs/)).toBeVisible();
  });

  it('says so when nothing on the map is the entity’s', async () => {
    renderOn('unknown', <EntityQueuesCard />);
    expect(
      await screen.findByText(
        'Nothing on the event map belongs to this entity',
      ),
    ).toBeVisible();
  });

  it('offers to try again after a failure', async () => {
    const api = shop();
    api.failure = new Error('the backend is away');
    renderOn('loyalty', <EntityQueuesCard />, api);
    expect(await screen.findByText(/the backend is away/)).toBeVisible();
    api.failure = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('link', { name: 'loyalty-orders' }),
    ).toBeVisible();
  });

  it('waits for the first read', async () => {
    const api = shop();
    api.snapshot = undefined;
    renderOn('loyalty', <EntityQueuesCard />, api);
    expect(
      await screen.findByText(/The backend has not read AWS yet/),
    ).toBeVisible();
  });

  it('tells the author of the entity what is wrong with its annotations', async () => {
    const api = shop();
    api.entityProblems = ['“arn:aws:sqs” is not an ARN'];
    renderOn('loyalty', <EntityQueuesCard />, api);
    expect(
      await screen.findByText('“arn:aws:sqs” is not an ARN'),
    ).toBeVisible();
  });
});

describe('what an entity may not see or name', () => {
  it('is refused by name, with what to change, beside how to link it', async () => {
    const api = shop();
    const arn = 'arn:aws:sqs:eu-central-1:999999999999:orders';
    api.entityRefused = [
      {
        annotation: 'aws.amazon.com/arn',
        arn,
        accountId: '999999999999',
        message: `${arn} is in an account that is not read. Correct it.`,
      },
    ];
    renderOn('unknown', <EntityEventsContent />, api);
    expect(
      await screen.findByText(
        `${arn} is in an account that is not read. Correct it.`,
      ),
    ).toBeVisible();
    expect(screen.getByText(/event-topology:component = /)).toBeVisible();
  });

  it('is said to be possible where the reader sees a part', async () => {
    const api = shop();
    api.restricted = true;
    renderOn('unknown', <EntityQueuesCard />, api);
    expect(await screen.findByText(/^You see a part of the map/)).toBeVisible();
  });
});

describe('the card Tasks', () => {
  it('shows task counts, and the backlog of a task against its target', async () => {
    renderOn('loyalty', <EntityTasksCard />);
    const link = await screen.findByRole('link', { name: 'loyalty' });
    const part = within(link.closest('li') as HTMLElement);
    expect(part.getByText('Running').nextSibling).toHaveTextContent('4');
    expect(part.getByText('Desired').nextSibling).toHaveTextContent('6');
    expect(part.getByText('Pending').nextSibling).toHaveTextContent('2');
    expect(part.getByText('23 of 30 messages')).toBeVisible();
  });
});

describe('the tab Events', () => {
  it('draws the entity’s part of the map, its queues and its tasks', async () => {
    renderOn('loyalty', <EntityEventsContent />);
    expect(
      await screen.findByRole('button', { name: /^loyalty-orders, Queue/ }),
    ).toBeVisible();
    expect(
      screen.getByRole('button', { name: /^order-to-loyalty, Rule/ }),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: /^payment, ECS service/ }),
    ).not.toBeInTheDocument();
    expect(screen.getByText('Queues')).toBeVisible();
    expect(screen.getByText('Tasks')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Open the event map' }),
    ).toHaveAttribute('href', expect.stringContaining('/event-map?node='));
  });

  it('opens the details of what is clicked', async () => {
    renderOn('loyalty', <EntityEventsContent />);
    const card = await screen.findByRole('button', {
      name: /^loyalty-orders, Queue/,
    });
    card.focus();
    await userEvent.keyboard('{Enter}');
    const panel = within(
      await screen.findByRole('complementary', { name: 'Details' }),
    );
    expect(
      panel.getByRole('heading', { name: 'loyalty-orders' }),
    ).toBeVisible();
    expect(
      panel.getByRole('button', { name: 'Show on the event map' }),
    ).toHaveAttribute('href', expect.stringContaining('/event-map?node='));
  });

  it('explains how to link an entity that has no part in it', async () => {
    renderOn('unknown', <EntityEventsContent />);
    expect(
      await screen.findByText(/event-topology:component = /),
    ).toHaveTextContent('component:default/unknown');
    expect(
      screen.getByText(/aws\.amazon\.com\/amazon-ecs-service-arn/),
    ).toBeVisible();
  });

  it('has its nodes read closely', async () => {
    const api = renderOn('loyalty', <EntityEventsContent />);
    await screen.findByRole('button', { name: /^loyalty-orders, Queue/ });
    await waitFor(() =>
      expect(api.watched[0]?.slice(0, 3)).toEqual([
        loyalty.id,
        loyaltyQueue.id,
        loyaltyDeadLetters.id,
      ]),
    );
  });
});
