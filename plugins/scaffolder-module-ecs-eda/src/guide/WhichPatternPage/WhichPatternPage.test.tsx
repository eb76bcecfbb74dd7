import { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { WhichPatternPage } from './WhichPatternPage';

const consumer = {
  roles: ['consumer'],
  callers: ['bus'],
  answers: ['none'],
  ordered: false,
  replayable: false,
  consumers: ['one'],
  filter: 'none',
};

function template(name: string, title: string, goldenPath: unknown): Entity {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name, namespace: 'default', title },
    spec: { goldenPath: goldenPath as {} },
  };
}

const queueWorker = template('queue-worker', 'Queue worker', {
  pattern: 'queue-worker',
  facts: {
    ...consumer,
    callers: ['bus', 'service'],
    delivery: 'pull',
    rateOwner: 'consumer',
    keptUntil: 'handled',
  },
  useWhen: ['Load is bursty.'],
  notWhen: [],
  variants: [
    {
      name: 'fifo',
      title: 'ordered (FIFO)',
      values: { fifo: true },
      facts: { ordered: true, callers: ['service'] },
    },
  ],
});
const api = template('private-api', 'Private API', {
  pattern: 'private-api',
  facts: {
    ...consumer,
    delivery: 'push-http',
    rateOwner: 'sender',
    keptUntil: 'accepted',
    endpoint: 'private',
    maxProcessingSeconds: { value: 5, reason: 'EventBridge waits 5 seconds.' },
  },
  useWhen: ['It is an HTTP service.'],
  notWhen: [],
});
const broken = template('broken', 'Broken', { pattern: 'broken' });

function Address() {
  const { search } = useLocation();
  return <span data-testid="address">{search}</span>;
}

const render = (entities: Entity[], address = '/') =>
  renderInTestApp(
    <>
      <WhichPatternPage />
      <Address />
    </>,
    {
      apis: [[catalogApiRef, catalogApiMock({ entities })]],
      mountedRoutes: { '/create': scaffolderPlugin.routes.root },
      initialRouteEntries: [address],
    },
  );

describe('WhichPatternPage', () => {
  it('asks first what is to be built, and advises nothing before', async () => {
    render([queueWorker, api]);
    expect(
      await screen.findByText(/Say what you want to build/),
    ).toBeInTheDocument();
    expect(screen.getAllByRole('radiogroup')).toHaveLength(1);
  });

  it('advises at once, and keeps the answers in the address', async () => {
    const user = userEvent.setup();
    render([queueWorker, api]);
    await user.click(
      await screen.findByRole('radio', {
        name: 'Something that handles events',
      }),
    );
    await user.click(
      screen.getByRole('radio', { name: 'An event bus that is there' }),
    );
    await user.click(
      screen.getByRole('radio', {
        name: 'The consumer: it takes work when it can',
      }),
    );
    expect(screen.getByTestId('address')).toHaveTextContent(
      '?goal=consumer&caller=bus&rateOwner=consumer',
    );
    const advice = screen.getByRole('status');
    expect(
      within(advice).getByRole('heading', { name: 'Queue worker' }),
    ).toBeInTheDocument();
    expect(advice).toHaveTextContent(
      'The consumer takes work at its own pace.',
    );
    expect(
      within(advice).getByRole('button', { name: 'Use this golden path' }),
    ).toHaveAttribute('href', '/create/templates/default/queue-worker');
  });

  it('opens with the answers of a link, and fills in the form', async () => {
    render(
      [queueWorker, api],
      '/?goal=consumer&caller=service&order=kept&processingSeconds=2',
    );
    expect(
      await screen.findByRole('heading', {
        name: 'Queue worker, ordered (FIFO)',
      }),
    ).toBeInTheDocument();
    const { href } = screen.getByRole<HTMLAnchorElement>('button', {
      name: 'Use this golden path',
    });
    expect(JSON.parse(new URL(href).searchParams.get('formData')!)).toEqual({
      fifo: true,
      scaling: { processingSeconds: 2 },
    });
  });

  it('names the runner-up, what would change the advice, and why not the others', async () => {
    render(
      [queueWorker, api],
      '/?goal=consumer&caller=bus&consumer=http-private&processingSeconds=1',
    );
    expect(
      await screen.findByRole('heading', { name: 'Private API' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Queue worker' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        'How long does one take? More than 5 seconds: Queue worker',
      ),
    ).toBeInTheDocument();
  });

  it('says so when nothing fits, and what is in the way', async () => {
    render([queueWorker, api], '/?goal=consumer&caller=bus&answer=data');
    expect(
      await screen.findByText(/No golden path does all of this/),
    ).toBeInTheDocument();
    expect(
      screen.getAllByText('The caller does not get data back.'),
    ).toHaveLength(2);
  });

  it('leaves a question open again', async () => {
    const user = userEvent.setup();
    render([queueWorker, api], '/?goal=consumer&caller=bus');
    const caller = within(
      await screen.findByRole('group', { name: 'Who calls?' }),
    );
    await user.click(caller.getByRole('radio', { name: 'I don’t know yet' }));
    expect(screen.getByTestId('address')).toHaveTextContent(
      /^\?goal=consumer$/,
    );
    await user.click(screen.getByRole('button', { name: 'Start over' }));
    expect(screen.getByTestId('address')).toHaveTextContent(/^$/);
  });

  it('leaves out a template that tells nonsense of itself, and names it', async () => {
    render([queueWorker, broken]);
    expect(
      await screen.findByText(
        /template:default\/broken: spec\.goldenPath\.facts/,
      ),
    ).toBeInTheDocument();
  });

  it('says that there is no golden path yet', async () => {
    render([]);
    expect(
      await screen.findByText(/The catalog has no golden path yet/),
    ).toBeInTheDocument();
  });
});
