import {
  IdempotencyConfig,
  IdempotencyItemAlreadyExistsError,
  IdempotencyItemNotFoundError,
  IdempotencyRecordStatus,
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

  async lock(key: string, until: number): Promise<void> {
    await this._putRecord(
      new IdempotencyRecord({
        idempotencyKey: this.getHashedIdempotencyKey(key),
        status: IdempotencyRecordStatus.INPROGRESS,
        inProgressExpiryTimestamp: until,
      }),
    );
  }

  async prolong(key: string, from: number, until: number): Promise<boolean> {
    const record = this.records.get(this.getHashedIdempotencyKey(key));
    if (record?.inProgressExpiryTimestamp !== from) {
      return false;
    }
    record.inProgressExpiryTimestamp = until;
    return true;
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

describe('as time goes by', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test('a run that died gives way when its time is over', async () => {
    const table = new FakeTable();
    await table.lock('e-1', Date.now() + 30_000);
    const idempotency = new Idempotency(table);
    const again = () => idempotency.once('e-1', 30, async () => {});
    await expect(again()).rejects.toThrow(AlreadyInProgressError);
    jest.advanceTimersByTime(30_001);
    expect(await again()).toBe('handled');
  });

  test('a run that goes on keeps others away, however long it takes', async () => {
    const idempotency = new Idempotency(new FakeTable());
    let end = () => {};
    const long = idempotency.once(
      'e-1',
      30,
      () => new Promise<void>(resolve => (end = resolve)),
    );
    for (let minute = 0; minute < 5; minute++) {
      await jest.advanceTimersByTimeAsync(60_000);
      await expect(idempotency.once('e-1', 30, async () => {})).rejects.toThrow(
        AlreadyInProgressError,
      );
    }
    end();
    expect(await long).toBe('handled');
    expect(jest.getTimerCount()).toBe(0);
  });

  test('nobody begins again before it is written down that it is done', async () => {
    const table = new FakeTable();
    const saveSuccess = table.saveSuccess.bind(table);
    let save = () => {};
    jest.spyOn(table, 'saveSuccess').mockImplementationOnce(
      (...record) =>
        new Promise((resolve, reject) => {
          save = () => saveSuccess(...record).then(resolve, reject);
        }),
    );
    const idempotency = new Idempotency(table);
    const again = () => idempotency.once('e-1', 30, async () => {});
    const first = again();
    await jest.advanceTimersByTimeAsync(60_000);
    await expect(again()).rejects.toThrow(AlreadyInProgressError);
    save();
    expect(await first).toBe('handled');
    expect(await again()).toBe('duplicate');
  });

  test('signs of life do not pile up where the table answers late', async () => {
    const table = new FakeTable();
    const prolong = jest
      .spyOn(table, 'prolong')
      .mockImplementation(() => new Promise(() => {}));
    let end = () => {};
    const long = new Idempotency(table).once(
      'e-1',
      30,
      () => new Promise<void>(resolve => (end = resolve)),
    );
    await jest.advanceTimersByTimeAsync(25_000);
    expect(prolong).toHaveBeenCalledTimes(1);
    end();
    expect(await long).toBe('handled');
  });

  test('a sign of life that fails is followed by the next', async () => {
    const table = new FakeTable();
    const prolong = jest
      .spyOn(table, 'prolong')
      .mockRejectedValueOnce(new Error('no connection'));
    const idempotency = new Idempotency(table);
    let end = () => {};
    const long = idempotency.once(
      'e-1',
      30,
      () => new Promise<void>(resolve => (end = resolve)),
    );
    await jest.advanceTimersByTimeAsync(35_000);
    await expect(idempotency.once('e-1', 30, async () => {})).rejects.toThrow(
      AlreadyInProgressError,
    );
    expect(prolong).toHaveBeenCalledTimes(7);
    end();
    expect(await long).toBe('handled');
  });

  test.each([
    ['still its own', false, 'handled'],
    ["another's by then", true, AlreadyInProgressError],
  ])(
    'a lock that came late runs nothing before it is prolonged: %s',
    async (_, isTaken, expected) => {
      const table = new FakeTable();
      const run = jest.fn(async () => {});
      const lock = table.lock.bind(table);
      jest.spyOn(table, 'lock').mockImplementationOnce(async (key, until) => {
        await lock(key, until);
        jest.setSystemTime(until + 1);
        if (isTaken) {
          await lock(key, until + 30_000);
        }
      });
      const outcome = new Idempotency(table).once('e-1', 30, run);
      if (typeof expected === 'string') {
        expect(await outcome).toBe(expected);
      } else {
        await expect(outcome).rejects.toThrow(expected);
      }
      expect(run).toHaveBeenCalledTimes(isTaken ? 0 : 1);
    },
  );
});
