import type {
  PutEventsCommand,
  PutEventsCommandOutput,
  PutEventsRequestEntry,
  PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import { EventPublisher, PutsEvents } from './event-publisher';

/** A bus that takes what it is told to. */
class FakeBus {
  readonly calls: PutEventsRequestEntry[][] = [];
  readonly taken: PutEventsRequestEntry[] = [];

  constructor(
    private readonly refuses: (
      entry: PutEventsRequestEntry,
      call: number,
    ) => string | undefined = () => undefined,
  ) {}

  async send({ input }: PutEventsCommand): Promise<PutEventsCommandOutput> {
    const entries = input.Entries ?? [];
    this.calls.push(entries);
    const results = entries.map((entry): PutEventsResultEntry => {
      const ErrorCode = this.refuses(entry, this.calls.length);
      if (ErrorCode) {
        return { ErrorCode, ErrorMessage: 'no' };
      }
      this.taken.push(entry);
      return { EventId: `e-${this.taken.length}` };
    });
    return {
      $metadata: {},
      Entries: results,
      FailedEntryCount: results.filter(({ ErrorCode }) => ErrorCode).length,
    };
  }
}

function publisherOn(bus: FakeBus) {
  return new EventPublisher({
    client: bus as unknown as PutsEvents,
    busName: 'shop',
    source: 'shop.order',
    log: { debug() {}, info() {}, warn() {}, error() {} },
    retryMilliseconds: 0,
  });
}

const happenings = (count: number, data: Record<string, unknown> = {}) =>
  Array.from({ length: count }, () => ({ detailType: 'OrderCreated', data }));
const ids = (entries: PutEventsRequestEntry[]) =>
  entries.map(({ Detail }) => JSON.parse(Detail ?? '').id);

test('an event says where it is from, what it is, and which one', async () => {
  const bus = new FakeBus();
  await publisherOn(bus).publish('order-1', happenings(1, { orderId: 'o-1' }));
  expect(bus.taken).toEqual([
    {
      EventBusName: 'shop',
      Source: 'shop.order',
      DetailType: 'OrderCreated',
      Detail: '{"id":"order-1/0","data":{"orderId":"o-1"}}',
    },
  ]);
});

test('what belongs together is one call, ten events at most', async () => {
  const bus = new FakeBus();
  await publisherOn(bus).publish('order-1', happenings(23));
  expect(bus.calls.map(({ length }) => length)).toEqual([10, 10, 3]);
});

test('no call is larger than EventBridge takes', async () => {
  const bus = new FakeBus();
  const large = { text: 'ü'.repeat(60_000) };
  await publisherOn(bus).publish('order-1', happenings(5, large));
  expect(bus.calls.map(({ length }) => length)).toEqual([2, 2, 1]);
});

test('only what failed is sent again', async () => {
  const bus = new FakeBus((entry, call) =>
    call < 3 && entry.Detail?.includes('order-1/1')
      ? 'ThrottlingException'
      : undefined,
  );
  await publisherOn(bus).publish('order-1', happenings(3));
  expect(bus.calls.map(ids)).toEqual([
    ['order-1/0', 'order-1/1', 'order-1/2'],
    ['order-1/1'],
    ['order-1/1'],
  ]);
  expect(ids(bus.taken).sort()).toEqual([
    'order-1/0',
    'order-1/1',
    'order-1/2',
  ]);
});

test('what fails again and again is told to the caller', async () => {
  const bus = new FakeBus(() => 'InternalFailure');
  await expect(
    publisherOn(bus).publish('order-1', happenings(1)),
  ).rejects.toMatchObject({ statusCode: 503 });
  expect(bus.calls).toHaveLength(5);
});

test('what no retry would mend is not tried again', async () => {
  const bus = new FakeBus(() => 'NotAuthorizedForSourceException');
  await expect(
    publisherOn(bus).publish('order-1', happenings(1)),
  ).rejects.toMatchObject({ statusCode: 503 });
  expect(bus.calls).toHaveLength(1);
});

test('an event that is too large is refused before anything is published', async () => {
  const bus = new FakeBus();
  const tooLarge = happenings(1, { text: 'x'.repeat(300_000) });
  await expect(
    publisherOn(bus).publish('order-1', [...happenings(1), ...tooLarge]),
  ).rejects.toMatchObject({ statusCode: 413 });
  expect(bus.calls).toEqual([]);
});
