import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { TopologyNode } from '@ecs-eda/plugin-event-topology-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeEventTopologyApi } from '../../__fixtures__/FakeEventTopologyApi';
import { aReading } from '../../__fixtures__/build-topology';
import {
  bus,
  clicks,
  loyaltyDeadLetters,
  loyaltyQueue,
  shopReadings,
  shopSnapshot,
  toLoyalty,
} from '../../__fixtures__/shop';
import { eventTopologyApiRef } from '../../api';
import { rootRouteRef } from '../../routes';
import { EntityResourceCard } from './EntityResourceCard';

function shop(...nodes: TopologyNode[]): FakeEventTopologyApi {
  const api = new FakeEventTopologyApi();
  api.snapshot = shopSnapshot();
  api.readings = shopReadings(new Date().toISOString(), 90);
  api.entityNodes = { it: nodes.map(node => node.id) };
  return api;
}

function renderCard(api: FakeEventTopologyApi) {
  renderInTestApp(
    <EntityProvider
      entity={{
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: { name: 'it' },
        spec: { type: 'sqs-queue' },
      }}
    >
      <EntityResourceCard />
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

describe('the card Live figures', () => {
  it('shows the figures of a queue, and leads to it on the map', async () => {
    renderCard(shop(loyaltyQueue));
    const label = await screen.findByText('Visible');
    expect(label.nextSibling).toHaveTextContent('90');
    expect(screen.getByText('In flight').nextSibling).toHaveTextContent('40');
    expect(
      screen.getByRole('link', { name: /Open the event map/ }),
    ).toHaveAttribute(
      'href',
      `/event-map?${new URLSearchParams({ node: loyaltyQueue.id })}`,
    );
  });

  it('shows the figures of what stands next to a queue: its consumer and its dead letters', async () => {
    renderCard(shop(loyaltyQueue));
    const nearby = within(
      await screen.findByRole('region', { name: 'Figures next to it' }),
    );
    expect(
      nearby.getByRole('link', { name: 'loyalty' }).closest('li'),
    ).toHaveTextContent('4/6 running');
    expect(
      nearby.getByRole('link', { name: loyaltyDeadLetters.name }).closest('li'),
    ).toHaveTextContent('3 dead letters');
  });

  it('says what is wrong with a resource, and what to do', async () => {
    renderCard(shop(loyaltyDeadLetters));
    expect(await screen.findByText('What is wrong')).toBeVisible();
    expect(screen.getByText('What to do:')).toBeVisible();
    expect(screen.getByText(/^Dead-letter queue,/)).toBeVisible();
  });

  it('shows how far each consumer of a stream is behind', async () => {
    const api = shop(clicks);
    api.readings = [
      aReading(
        clicks,
        {
          incomingRecordsPerMinute: 640,
          throttledRecordsPerMinute: 0,
          'consumerLagSeconds:fraud': 95,
        },
        new Date().toISOString(),
      ),
    ];
    renderCard(api);
    const lag = await screen.findByText('fraud behind by');
    expect(lag.nextSibling).toHaveTextContent('1 min 35 s');
  });

  it('shows of a bus, which has no figures, what is configured and the figures of its rules', async () => {
    renderCard(shop(bus));
    const nearby = within(
      await screen.findByRole('region', { name: 'Figures next to it' }),
    );
    const rule = nearby.getByRole('link', { name: toLoyalty.name });
    expect(rule.closest('li')).toHaveTextContent(/\d\/min/);
    expect(screen.getByText(/AWS has no figures for this kind/)).toBeVisible();
    expect(screen.getByText('Type')).toBeVisible();
  });

  it('says why figures are missing, with what to change', async () => {
    const api = shop(loyaltyQueue);
    api.readings = [];
    api.readingProblems = [
      {
        scope: loyaltyQueue.scope,
        code: 'AccessDenied',
        message: 'Not authorized.',
        remedy: 'Allow the IAM action cloudwatch:GetMetricData.',
        nodeIds: [loyaltyQueue.id],
      },
    ];
    renderCard(api);
    expect(
      await screen.findByText(
        'Not authorized. Allow the IAM action cloudwatch:GetMetricData.',
      ),
    ).toBeVisible();
  });

  it('says that there are no figures yet', async () => {
    const api = shop(loyaltyQueue);
    api.readings = [];
    renderCard(api);
    expect(
      await screen.findByText('No figures have been read yet.'),
    ).toBeVisible();
  });

  it('marks what could not be read again, and figures that are old', async () => {
    const api = shop(loyaltyQueue);
    api.snapshot = shopSnapshot({ nodes: [{ ...loyaltyQueue, stale: true }] });
    api.readings = shopReadings(
      new Date(Date.now() - 600_000).toISOString(),
      90,
    );
    renderCard(api);
    expect(await screen.findByText(/^The last read of/)).toBeVisible();
    expect(
      await screen.findByText(/^These figures are 10 min old/),
    ).toBeVisible();
  });

  it('says so when the reader sees a part, and nothing of it is this', async () => {
    const api = shop();
    api.restricted = true;
    renderCard(api);
    expect(await screen.findByText(/^You see a part of the map/)).toBeVisible();
    expect(
      screen.getByText('Nothing on the event map belongs to this entity'),
    ).toBeVisible();
  });

  it('offers to try again after a failure', async () => {
    const api = shop(loyaltyQueue);
    api.failure = new Error('the backend is away');
    renderCard(api);
    expect(await screen.findByText(/the backend is away/)).toBeVisible();
    api.failure = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Visible')).toBeVisible();
  });

  it('has its resource read closely', async () => {
    const api = renderCard(shop(loyaltyQueue));
    await screen.findByText('Visible');
    await waitFor(() => expect(api.watched[0]?.[0]).toBe(loyaltyQueue.id));
  });
});
