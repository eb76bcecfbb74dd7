import { ApiHolder, ApiRef } from '@backstage/frontend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { createFieldValidation } from '@backstage/plugin-scaffolder-react/alpha';
import { eventTopologyApiRef } from '@ecs-eda/plugin-event-topology';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  FakeTopology,
  queue,
  service,
  SHOP,
  snapshotOf,
} from '../__fixtures__/topology';
import { renderField } from '../__testUtils__/render-field';
import { ApiDestinationRate } from './ApiDestinationRate/ApiDestinationRate';
import { validation as validateRate } from './ApiDestinationRate/validation';
import { validation as validateAccount } from './AwsAccountPicker/validation';
import { validation as validateRegion } from './AwsRegionPicker/validation';
import { validation as validateQueue } from './QueuePicker/validation';
import { FargateSize } from './FargateSize/FargateSize';
import { validation as validateSize } from './FargateSize/validation';
import { ServiceName } from './ServiceName/ServiceName';
import { validation as validateName } from './ServiceName/validation';

const place = { accountId: SHOP, region: 'eu-central-1' };
const loyalty: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'loyalty', namespace: 'default' },
};
const topology = () =>
  new FakeTopology(snapshotOf([service('media', 'shop'), queue('work')]));

const noApis: ApiHolder = { get: () => undefined };

/** What validators ask: the topology and the catalog. */
function apis(fake = topology()): ApiHolder {
  const known = new Map<string, unknown>([
    [eventTopologyApiRef.id, fake],
    [catalogApiRef.id, catalogApiMock({ entities: [loyalty] })],
  ]);
  return { get: <T,>({ id }: ApiRef<T>) => known.get(id) as T | undefined };
}

describe('FargateSize', () => {
  const size = (value?: unknown) =>
    renderField({
      component: FargateSize,
      schema: {
        type: 'object',
        title: 'Size',
        default: { cpu: 256, memoryMiB: 512 },
      },
      value,
    });

  it('offers only the memory that goes with the CPU', async () => {
    const user = userEvent.setup();
    const { held } = size();
    const memory = await screen.findByRole('combobox', { name: 'Memory' });
    expect(memory).toHaveDisplayValue('0.5 GiB');
    await user.selectOptions(
      screen.getByRole('combobox', { name: 'CPU' }),
      '1 vCPU (1024 units)',
    );
    expect(held.value).toEqual({ cpu: 1024, memoryMiB: 2048 });
    expect([...memory.children].map(option => option.textContent)).toEqual([
      '2 GiB',
      '3 GiB',
      '4 GiB',
      '5 GiB',
      '6 GiB',
      '7 GiB',
      '8 GiB',
    ]);
    await user.selectOptions(memory, '4 GiB');
    expect(held.value).toEqual({ cpu: 1024, memoryMiB: 4096 });
  });
});

describe('ServiceName', () => {
  const name = () =>
    renderField({
      component: ServiceName,
      schema: { type: 'string', title: 'Name' },
      uiOptions: { goldenPath: 'queue-worker' },
      values: place,
      topology: topology(),
      entities: [loyalty],
    });

  it('says which rule a name breaks while it is typed', async () => {
    const user = userEvent.setup();
    name();
    const input = await screen.findByRole('textbox', { name: 'Name' });
    await user.type(input, 'Loyalty');
    expect(input).toHaveAccessibleDescription(/lower-case letters/);
    expect(input).toBeInvalid();
  });

  it.each([
    ['loyalty', /catalog already has the component loyalty/],
    ['media', /already is the .* media/],
  ])('says who has the name %s already', async (taken, words) => {
    const user = userEvent.setup();
    name();
    await user.type(
      await screen.findByRole('textbox', { name: 'Name' }),
      taken,
    );
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  it('counts the characters of a good name', async () => {
    const user = userEvent.setup();
    const { held } = name();
    const input = await screen.findByRole('textbox', { name: 'Name' });
    await user.type(input, 'offers');
    expect(held.value).toBe('offers');
    expect(input).toHaveAccessibleDescription(/^6 of \d+ characters$/);
  });
});

describe('ApiDestinationRate', () => {
  it('shows what waits behind the limit', async () => {
    const user = userEvent.setup();
    const { held } = renderField({
      component: ApiDestinationRate,
      schema: { type: 'number', title: 'Rate limit' },
      value: 300,
    });
    expect(
      await screen.findByText(/120,000 events wait .* 6 minutes 40 seconds/),
    ).toBeInTheDocument();
    const limit = screen.getByRole('spinbutton', {
      name: 'Calls at most (per second)',
    });
    await user.clear(limit);
    expect(screen.getByText(/Enter all three figures/)).toBeInTheDocument();
    await user.type(limit, '1');
    expect(held.value).toBe(1);
    expect(screen.getByText(/longer than a day/)).toBeInTheDocument();
  });
});

describe('validation', () => {
  type Validator = (
    value: any,
    field: ReturnType<typeof createFieldValidation>,
    context: any,
  ) => void | Promise<void>;

  const errorsOf = async (
    validator: Validator,
    value: unknown,
    apiHolder: ApiHolder = noApis,
    formData: Record<string, unknown> = place,
  ) => {
    const field = createFieldValidation();
    await validator(value, field, { apiHolder, formData, schema: {} });
    return field.__errors;
  };

  it('takes what is right', async () => {
    expect(await errorsOf(validateSize, { cpu: 256, memoryMiB: 512 })).toEqual(
      [],
    );
    expect(await errorsOf(validateAccount, SHOP)).toEqual([]);
    expect(await errorsOf(validateRegion, 'us-gov-west-1')).toEqual([]);
    expect(await errorsOf(validateRate, 300)).toEqual([]);
    expect(await errorsOf(validateName, 'offers', apis())).toEqual([]);
    expect(await errorsOf(validateQueue, { mode: 'new' }, apis())).toEqual([]);
  });

  it.each<[string, Validator, unknown, RegExp]>([
    ['size', validateSize, { cpu: 256, memoryMiB: 4096 }, /from 512 to 2048/],
    ['CPU', validateSize, { cpu: 300, memoryMiB: 512 }, /choose one of 256/],
    ['account', validateAccount, '12345', /enter its 12 digits/],
    ['region', validateRegion, 'Frankfurt', /enter one such as eu-central-1/],
    ['rate', validateRate, 301, /from 1 to 300/],
    ['name', validateName, 'Größe', /lower-case letters/],
    ['taken component', validateName, 'loyalty', /catalog already has/],
    ['taken service', validateName, 'media', /already is/],
    ['taken queue', validateQueue, { mode: 'new', name: 'work' }, /already is/],
    ['no queue', validateQueue, { mode: 'existing' }, /Choose a queue/],
  ])(
    'says what to change about a wrong %s',
    async (_, validator, value, words) => {
      expect(await errorsOf(validator, value, apis())).toEqual([
        expect.stringMatching(words),
      ]);
    },
  );

  it('lets a name pass when nobody can be asked, for the template asks again', async () => {
    const unreachable = topology();
    unreachable.failure = new Error('No answer');
    expect(await errorsOf(validateName, 'media', apis(unreachable))).toEqual(
      [],
    );
  });
});
