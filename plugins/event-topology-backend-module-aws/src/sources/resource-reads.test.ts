import { AwsCallError } from '../calls/aws-call-error';
import { ResourceReads } from './resource-reads';

const denied = new AwsCallError({
  kind: 'denied',
  code: 'AccessDenied',
  message: 'no',
  operation: 'sqs:GetQueueAttributes',
  remedy: 'Allow it',
});

describe('ResourceReads', () => {
  it('reads all and has nothing to report', async () => {
    const reads = new ResourceReads(2);
    const read: string[] = [];
    for (const name of ['a', 'b', 'c']) {
      reads.add('queue', name, async () => {
        read.push(name);
      });
    }

    await reads.done();

    expect(read).toEqual(['a', 'b', 'c']);
    expect(reads.errors()).toEqual([]);
  });

  it('names what failed, once for each cause', async () => {
    const reads = new ResourceReads(2);
    reads.add('queue', 'works', async () => {});
    for (let i = 0; i < 7; i++) {
      reads.add('queue', `q${i}`, async () => {
        throw denied;
      });
    }

    await reads.done();

    expect(reads.errors()).toEqual([
      {
        code: 'AccessDenied',
        operation: 'sqs:GetQueueAttributes',
        remedy: 'Allow it',
        message: 'Not read: q0, q1, q2, q3, q4 and 2 more. no',
      },
    ]);
  });

  it('does not go on trying what is denied every time', async () => {
    const reads = new ResourceReads(1);
    let tried = 0;
    const refused = async () => {
      tried += 1;
      throw denied;
    };
    for (let i = 0; i < 100; i++) {
      reads.add('queue', `q${i}`, refused);
    }

    await reads.done();

    expect(tried).toBe(3);
    expect(reads.errors()[0].message).toContain('and 95 more');
  });

  it('passes over what was deleted in between', async () => {
    const reads = new ResourceReads(1);
    reads.add('queue', 'gone', async () => {
      throw new AwsCallError({
        kind: 'not-found',
        code: 'QueueDoesNotExist',
        message: 'gone',
        remedy: '',
      });
    });

    await reads.done();

    expect(reads.errors()).toEqual([]);
  });

  it('lets an answer that makes no sense cost its own resource', async () => {
    const reads = new ResourceReads(1);
    const read: string[] = [];
    reads.add('queue', 'odd', async () => {
      throw new TypeError('not an object');
    });
    reads.add('queue', 'good', async () => {
      read.push('good');
    });

    await reads.done();

    expect(read).toEqual(['good']);
    expect(reads.errors()).toMatchObject([{ code: 'UnexpectedAnswer' }]);
  });

  it('stops when the read is called off', async () => {
    const reads = new ResourceReads(1);
    const abort = new Error('off');
    abort.name = 'AbortError';
    let tried = 0;
    const calledOff = async () => {
      tried += 1;
      throw abort;
    };
    for (let i = 0; i < 3; i++) {
      reads.add('queue', `q${i}`, calledOff);
    }

    await expect(reads.done()).rejects.toBe(abort);
    expect(tried).toBe(1);
  });

  it('waits for reads that reads add', async () => {
    const reads = new ResourceReads(1);
    const read: string[] = [];
    reads.add('page', '1', async () => {
      reads.add('queue', 'a', async () => {
        await new Promise(resolve => setImmediate(resolve));
        read.push('a');
      });
    });

    await reads.done();

    expect(read).toEqual(['a']);
  });
});
