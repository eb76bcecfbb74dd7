import {
  IdempotencyConfig,
  IdempotencyItemAlreadyExistsError,
  IdempotencyItemNotFoundError,
} from '@aws-lambda-powertools/idempotency';
import {
  BasePersistenceLayer,
  IdempotencyRecord,
} from '@aws-lambda-powertools/idempotency/persistence';
import { AlreadyInProgressError, Idempotency } from './idempotency';

/** What the table does, in memory. */
class FakeTable extends BasePersistenceLayer {
  readonly records = new Map<string, IdempotencyRecord>();

  constructor() {
    super();
    this.configure({ config: new IdempotencyConfig({}) });
  }

  protected async _getRecord(key: string): Promise<IdempotencyRecord> {
    const record = this.records.get(key);
    if (!record) {
      throw new IdempotencyItemNotFoundError();
    }
    return record;
  }

  protected async _putRecord(record: IdempotencyRecord): Promise<void> {
    const known = this.records.get(record.idempotencyKey);
    if (known && (known.inProgressExpiryTimestamp ?? Infinity) > Date.now()) {
      throw new IdempotencyItemAlreadyExistsError('exists', known);
    }
    this.records.set(record.idempotencyKey, record);
  }

  protected async _updateRecord(record: IdempotencyRecord): Promise<void> {
    this.records.set(record.idempotencyKey, record);
  }

  protected async _deleteRecord(record: IdempotencyRecord): Promise<void> {
    this.records.delete(record.idempotencyKey);
  }
}

test('an event that comes again does nothing again', async () => {
  const idempotency = new Idempotency(new FakeTable());
  const run = jest.fn(async () => {});
  expect(await idempotency.once('e-1', 30, run)).toBe('handled');
  expect(await idempotency.once('e-1', 30, run)).toBe('duplicate');
  expect(await idempotency.once('e-2', 30, run)).toBe('handled');
  expect(run).toHaveBeenCalledTimes(2);
});

test('who asks again gets the answer of the first time', async () => {
  const idempotency = new Idempotency(new FakeTable());
  const first = await idempotency.answer('e-1', 30, async () => ({
    points: 3,
  }));
  const again = await idempotency.answer('e-1', 30, async () => ({
    points: 9,
  }));
  expect(first).toEqual({ outcome: 'handled', answer: { points: 3 } });
  expect(again).toEqual({ outcome: 'duplicate', answer: { points: 3 } });
});

test('what failed may be tried again', async () => {
  const idempotency = new Idempotency(new FakeTable());
  const failing = idempotency.once('e-1', 30, async () => {
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await idempotency.once('e-1', 30, async () => {})).toBe('handled');
});

test('two at a time do it once; the second must come again', async () => {
  const idempotency = new Idempotency(new FakeTable());
  let end = () => {};
  const first = idempotency.once(
    'e-1',
    30,
    () => new Promise<void>(resolve => (end = resolve)),
  );
  await expect(idempotency.once('e-1', 30, async () => {})).rejects.toThrow(
    AlreadyInProgressError,
  );
  end();
  expect(await first).toBe('handled');
});

test('a run that died gives way when its time is over', async () => {
  const table = new FakeTable();
  await table.saveInProgress('e-1', 1);
  const later = Date.now() + 1_000;
  const now = jest.spyOn(Date, 'now').mockReturnValue(later);
  expect(await new Idempotency(table).once('e-1', 30, async () => {})).toBe(
    'handled',
  );
  now.mockRestore();
});
