import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { SearchResultItem } from './SearchResultItem';

const arn = 'arn:aws:sqs:eu-central-1:123456789012:loyalty-orders';

const document = {
  title: 'loyalty-orders',
  text: 'queue in account 123456789012',
  location: `/event-map?${new URLSearchParams({ node: arn })}`,
  kind: 'queue',
  arn,
  accountId: '123456789012',
  region: 'eu-central-1',
  owner: 'group:default/loyalty-team',
  entityRef: 'resource:default/loyalty-orders-0123456789',
};

function show(element: JSX.Element) {
  renderInTestApp(element, {
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
  });
}

it('opens the map focused, and tells apart what has the same name', async () => {
  show(<SearchResultItem result={document} />);
  expect(
    await screen.findByRole('link', { name: 'loyalty-orders' }),
  ).toHaveAttribute('href', document.location);
  expect(screen.getByText('Kind').nextSibling).toHaveTextContent('Queue');
  expect(screen.getByText('Account').nextSibling).toHaveTextContent(
    '123456789012',
  );
  expect(screen.getByText('Region').nextSibling).toHaveTextContent(
    'eu-central-1',
  );
  expect(screen.getByText('Owner').nextSibling).toHaveTextContent(
    'loyalty-team',
  );
  expect(
    screen.getByRole('link', { name: /loyalty-orders-0123456789/ }),
  ).toHaveAttribute(
    'href',
    '/catalog/default/resource/loyalty-orders-0123456789',
  );
  expect(screen.queryByText('System')).not.toBeInTheDocument();
});

it('marks what was searched for', async () => {
  show(
    <SearchResultItem
      result={document}
      highlight={{
        preTag: '<b>',
        postTag: '</b>',
        fields: { title: '<b>loyalty</b>-orders' },
      }}
    />,
  );
  expect(await screen.findByText('loyalty')).toBeVisible();
});

it('shows a kind that it does not know by its own name', async () => {
  const newer = { ...document, kind: 'quantum-queue' };
  show(<SearchResultItem result={newer} />);
  expect(await screen.findByText('quantum-queue')).toBeVisible();
});
