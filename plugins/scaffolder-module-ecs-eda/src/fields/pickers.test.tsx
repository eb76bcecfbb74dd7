import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  bus,
  FakeTopology,
  PARTNERS,
  queue,
  service,
  SHOP,
  snapshotOf,
  stateMachine,
} from '../__fixtures__/topology';
import { renderField } from '../__testUtils__/render-field';
import { AwsAccountPicker } from './AwsAccountPicker/AwsAccountPicker';
import { AwsRegionPicker } from './AwsRegionPicker/AwsRegionPicker';
import { EcsClusterPicker } from './EcsClusterPicker/EcsClusterPicker';
import { EventBusPicker } from './EventBusPicker/EventBusPicker';
import { QueuePicker } from './QueuePicker/QueuePicker';
import { StateMachinePicker } from './StateMachinePicker/StateMachinePicker';

const topology = () =>
  new FakeTopology(
    snapshotOf([
      bus('default'),
      bus('shop', { owner: 'group:default/platform' }),
      queue('loyalty', { owner: 'group:default/loyalty' }),
      queue('theirs', { accountId: PARTNERS }),
      service('loyalty', 'shop-cluster'),
      stateMachine('offers'),
    ]),
  );

const object = (title: string) => ({ type: 'object', title });
const text = (title: string) => ({ type: 'string', title });

describe('the pickers', () => {
  it('choose among what the topology has, with its owner, and keep its ARN', async () => {
    const user = userEvent.setup();
    const { held } = renderField({
      component: QueuePicker,
      schema: object('Work queue'),
      value: { mode: 'existing' },
      topology: topology(),
    });
    expect(
      await screen.findByRole('group', { name: 'Work queue' }),
    ).toBeInTheDocument();

    await user.click(screen.getByRole('textbox', { name: 'Queue' }));
    await user.keyboard('loyal');
    const option = await screen.findByRole('option', { name: /loyalty/ });
    expect(option).toHaveTextContent(/Owner:.*loyalty.*123456789012/);
    expect(screen.queryByRole('option', { name: /theirs/ })).toBe(null);
    await user.click(option);

    expect(held.value).toEqual({
      mode: 'existing',
      name: 'loyalty',
      arn: `arn:aws:sqs:eu-central-1:${SHOP}:loyalty`,
      url: 'https://sqs.example/loyalty',
    });
  });

  it('offer only what is in the account and the region of the form', async () => {
    const user = userEvent.setup();
    renderField({
      component: QueuePicker,
      schema: object('Queue'),
      value: { mode: 'existing' },
      values: { accountId: PARTNERS, region: 'eu-central-1' },
      topology: topology(),
    });
    await user.click(await screen.findByRole('textbox', { name: 'Queue' }));
    await user.keyboard('{ArrowDown}');
    const options = await screen.findAllByRole('option');
    expect(options).toHaveLength(1);
    expect(options[0]).toHaveTextContent(/theirs/);
  });

  it('do not ask for the name of a new one that the stack names', async () => {
    const user = userEvent.setup();
    const { held } = renderField({
      component: QueuePicker,
      schema: object('Queue'),
      uiOptions: { namedByStack: true },
      value: { mode: 'existing' },
      topology: topology(),
    });
    await user.click(await screen.findByRole('radio', { name: /new/i }));

    expect(held.value).toEqual({ mode: 'new' });
    expect(screen.queryByRole('textbox')).toBe(null);
    expect(
      screen.getByText('It is named after the service'),
    ).toBeInTheDocument();
  });

  it('take a new one by its name, and forget the one that was chosen', async () => {
    const user = userEvent.setup();
    const { held } = renderField({
      component: EventBusPicker,
      schema: object('Event bus'),
      value: { mode: 'existing', name: 'default', arn: 'arn:x' },
      topology: topology(),
    });
    await user.click(await screen.findByRole('radio', { name: 'A new bus' }));
    await user.type(
      screen.getByRole('textbox', { name: 'Name of the new bus' }),
      'media',
    );
    expect(held.value).toEqual({ mode: 'new', name: 'media' });
  });

  it('take a name or an ARN that the map does not show', async () => {
    const user = userEvent.setup();
    const { held } = renderField({
      component: EcsClusterPicker,
      schema: object('Cluster'),
      value: { mode: 'existing' },
      topology: topology(),
    });
    const arn = `arn:aws:ecs:eu-central-1:${SHOP}:cluster/empty`;
    await user.type(
      await screen.findByRole('textbox', { name: 'Cluster' }),
      `${arn}{Enter}`,
    );
    expect(held.value).toEqual({ mode: 'existing', name: 'empty', arn });
  });

  it('allow only one of the two where the template says so', async () => {
    renderField({
      component: QueuePicker,
      schema: object('Queue'),
      uiOptions: { frozen: 'new' },
      value: { mode: 'new' },
      topology: topology(),
    });
    expect(
      await screen.findByRole('textbox', { name: 'Name of the new queue' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('radio')).toBe(null);
  });

  it('choose a state machine by name and keep its ARN', async () => {
    const user = userEvent.setup();
    const { held } = renderField({
      component: StateMachinePicker,
      schema: text('Workflow'),
      topology: topology(),
    });
    await user.click(
      await screen.findByRole('textbox', { name: 'State machine' }),
    );
    await user.keyboard('off');
    await user.click(await screen.findByRole('option', { name: /offers/ }));
    expect(held.value).toBe(
      `arn:aws:states:eu-central-1:${SHOP}:stateMachine:offers`,
    );
  });

  it('say that the topology could not be read, and try again', async () => {
    const user = userEvent.setup();
    const broken = topology();
    broken.failure = new Error('No answer');
    renderField({
      component: QueuePicker,
      schema: object('Queue'),
      value: { mode: 'existing' },
      topology: broken,
    });
    expect(
      await screen.findByText(/could not be read \(No answer\)/),
    ).toBeInTheDocument();
    broken.failure = undefined;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() =>
      expect(screen.queryByText(/could not be read/)).toBe(null),
    );
  });

  it.each([
    [
      'no account is configured',
      new FakeTopology(undefined, true),
      /No AWS account/,
    ],
    ['AWS was not read yet', new FakeTopology(), /not been read yet/],
    ['there is none', new FakeTopology(snapshotOf([])), /shows none/],
  ])('say why there is no choice when %s', async (_, nothing, words) => {
    renderField({
      component: QueuePicker,
      schema: object('Queue'),
      value: { mode: 'existing' },
      topology: nothing,
    });
    expect(await screen.findByText(words)).toBeInTheDocument();
  });
});

describe('account and region', () => {
  it('are those that the map reads; where there is one region it is taken', async () => {
    const { held } = renderField({
      component: AwsRegionPicker,
      schema: text('Region'),
      values: { accountId: PARTNERS },
      topology: topology(),
    });
    await screen.findByDisplayValue('eu-central-1');
    expect(held.value).toBe('eu-central-1');
  });

  it('say what it means to take one that the map does not read', async () => {
    const user = userEvent.setup();
    const { held } = renderField({
      component: AwsAccountPicker,
      schema: text('AWS account'),
      topology: topology(),
    });
    const input = await screen.findByRole('textbox', { name: 'AWS account' });
    await user.type(input, '999999999999{Enter}');
    expect(held.value).toBe('999999999999');
    expect(await screen.findByText(/will not be on it/)).toBeInTheDocument();
  });
});
