import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { RenderResult } from '@testing-library/react';
import { useLocation } from 'react-router-dom';
import { FakeEventTopologyApi } from '../__fixtures__/FakeEventTopologyApi';
import { FakeSignals } from '../__fixtures__/FakeSignals';
import { eventTopologyApiRef } from '../api';
import { EventMapPage } from '../components/EventMapPage';

/** Shows the address, so that tests can see what a bookmark would hold. */
function Address() {
  const { search } = useLocation();
  return <output data-testid="address">{search}</output>;
}

/** Renders the page on a backend of the test's own making. */
export function renderPage(
  api: FakeEventTopologyApi,
  options: { address?: string; mayRefresh?: boolean } = {},
): RenderResult & { signals: FakeSignals } {
  const signals = new FakeSignals();
  const result = renderInTestApp(
    <>
      <EventMapPage />
      <Address />
    </>,
    {
      apis: [
        [eventTopologyApiRef, api],
        [signalApiRef, signals],
        mockApis.permission({
          authorize:
            options.mayRefresh === false
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        }),
      ],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      initialRouteEntries: [`/${options.address ?? ''}`],
    },
  );
  return { ...result, signals };
}
