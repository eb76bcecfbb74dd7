import { Entity } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  aDriftReport,
  gone,
  missingConsumer,
  unowned,
} from '../../__fixtures__/drift';
import { FakeEventTopologyApi } from '../../__fixtures__/FakeEventTopologyApi';
import { eventTopologyApiRef } from '../../api';
import { driftRouteRef, rootRouteRef } from '../../routes';
import { DriftPage } from './DriftPage';
import { EntityDriftCard } from './EntityDriftCard';

function component(name: string, owner: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default' },
    relations: [
      { type: 'ownedBy', targetRef: `group:default/${owner}` },
      { type: 'partOf', targetRef: 'system:default/shop' },
    ],
  };
}

function differing(): FakeEventTopologyApi {
  const api = new FakeEventTopologyApi();
  api.drift = aDriftReport();
  return api;
}

function show(element: JSX.Element, api: FakeEventTopologyApi, address = '/') {
  renderInTestApp(element, {
    apis: [
      [eventTopologyApiRef, api],
      [
        catalogApiRef,
        catalogApiMock({
          entities: [
            component('loyalty', 'loyalty-team'),
            component('billing', 'billing-team'),
          ],
        }),
      ],
      mockApis.permission(),
    ],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef,
      '/event-map': rootRouteRef,
      '/event-drift': driftRouteRef,
    },
    initialRouteEntries: [address],
  });
}

const section = (name: RegExp) => screen.findByRole('region', { name });

describe('the page Declared against actual', () => {
  it('lists the differences by kind, each with whose it is and where the map shows it', async () => {
    show(<DriftPage />, differing());
    const undeclared = within(await section(/^Consumers that do not say so/));
    expect(undeclared.getByText(missingConsumer.message)).toBeVisible();
    expect(await undeclared.findByText('loyalty-team')).toBeVisible();
    expect(
      undeclared.getByRole('link', { name: /shop → .*loyalty/ }),
    ).toHaveAttribute(
      'href',
      `/event-map?${new URLSearchParams({ node: missingConsumer.nodeIds[2] })}`,
    );
    expect(
      within(await section(/^Declared, and gone/)).getByText(gone.message),
    ).toBeVisible();
    expect(
      within(await section(/^Resources without owner/)).getByText(
        unowned.message,
      ),
    ).toBeVisible();
    expect(screen.getByText('3 of 3 differences')).toBeVisible();
  });

  it('shows and copies the YAML that mends a difference', async () => {
    const user = userEvent.setup();
    const written: string[] = [];
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (text: string) => written.push(text) },
    });
    show(<DriftPage />, differing());
    const undeclared = within(await section(/^Consumers that do not say so/));
    await user.click(
      undeclared.getByRole('button', { name: 'Show what to write' }),
    );
    expect(undeclared.getByText(/consumesApis:/)).toBeVisible();
    expect(
      undeclared.getByText(missingConsumer.mend.instruction),
    ).toBeVisible();
    await user.click(undeclared.getByRole('button', { name: 'Copy the YAML' }));
    expect(written).toEqual([missingConsumer.mend.yaml]);
  });

  it('filters by owner, and offers the way back', async () => {
    const user = userEvent.setup();
    show(<DriftPage />, differing());
    await screen.findByText('loyalty-team');
    await user.click(screen.getByRole('button', { name: 'Owner' }));
    await user.click(
      await screen.findByRole('menuitemcheckbox', { name: /loyalty-team/ }),
    );
    await user.keyboard('{Escape}');
    expect(await screen.findByText('1 of 3 differences')).toBeVisible();
    expect(screen.queryByText(gone.message)).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(await screen.findByText(gone.message)).toBeVisible();
  });

  it('takes its filters from the address', async () => {
    show(<DriftPage />, differing(), '/?owner=none');
    expect(await screen.findByText(unowned.message)).toBeVisible();
    expect(await screen.findByText('1 of 3 differences')).toBeVisible();
  });

  it('says why declarations cannot be compared', async () => {
    show(<DriftPage />, differing());
    await userEvent.click(
      await screen.findByText('1 declaration cannot be compared'),
    );
    expect(screen.getByText(/Nothing that is read in AWS/)).toBeVisible();
  });

  it('says so when nothing differs', async () => {
    const api = new FakeEventTopologyApi();
    api.drift = aDriftReport({ findings: [], unjudged: [] });
    show(<DriftPage />, api);
    expect(await screen.findByText(/^No difference was found/)).toBeVisible();
  });

  it('says what may be missing, and why', async () => {
    const api = new FakeEventTopologyApi();
    api.drift = aDriftReport({
      restricted: true,
      incompleteScopes: ['123456789012/eu-central-1/sqs'],
    });
    show(<DriftPage />, api);
    expect(
      await screen.findByText(/Missing: 123456789012\/eu-central-1\/sqs/),
    ).toBeVisible();
    expect(screen.getByText(/You see a part of the map/)).toBeVisible();
  });

  it('waits for the first read', async () => {
    show(<DriftPage />, new FakeEventTopologyApi());
    expect(
      await screen.findByText(/The backend has not read AWS yet.*event map/),
    ).toBeVisible();
  });

  it('offers to try again after a failure', async () => {
    const api = differing();
    api.failure = new Error('the backend is away');
    show(<DriftPage />, api);
    expect(await screen.findByText(/the backend is away/)).toBeVisible();
    api.failure = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(unowned.message)).toBeVisible();
  });

  it('names the permission that is missing', async () => {
    const api = differing();
    api.failure = await ResponseError.fromResponse(
      new Response('{}', { status: 403 }),
    );
    show(<DriftPage />, api);
    expect(await screen.findByText(/event-topology\.read/)).toBeVisible();
  });
});

describe('the card Declared against actual', () => {
  const card = (name: string) => (
    <EntityProvider entity={component(name, 'x')}>
      <EntityDriftCard />
    </EntityProvider>
  );

  it('shows what is about the entity, and leads to the rest', async () => {
    show(card('loyalty'), differing());
    expect(await screen.findByText(missingConsumer.message)).toBeVisible();
    expect(screen.queryByText(gone.message)).not.toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: /All differences/ }),
    ).toHaveAttribute('href', '/event-drift');
  });

  it('says so when nothing differs', async () => {
    show(card('payment'), differing());
    expect(
      await screen.findByText('No difference was found for this entity.'),
    ).toBeVisible();
  });
});
