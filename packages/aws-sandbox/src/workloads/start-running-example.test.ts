import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { ManualClock } from '../core';
import { startSandbox } from '../server';
import { requestSurge } from './request-surge';

jest.setTimeout(60_000);

describe('a sandbox with the running example', () => {
  it('takes a surge by its control API', async () => {
    const clock = new ManualClock();
    const sandbox = await startSandbox({
      port: 0,
      clock,
      runningExample: true,
    });
    try {
      const started = await requestSurge(sandbox.url, { ordersPerSecond: 40 });
      expect(started).toMatchObject({
        active: true,
        ordersPerSecond: 40,
        endsAt: new Date(
          clock.now() + started.durationSeconds * 1000,
        ).toISOString(),
      });
      await expect(
        requestSurge(sandbox.url, { durationSeconds: -1 }),
      ).rejects.toThrow("'durationSeconds' must be a number above 0");
    } finally {
      await sandbox.close();
    }
  });

  it('has the buckets that CDK deploys with', async () => {
    const sandbox = await startSandbox({
      port: 0,
      clock: new ManualClock(),
      runningExample: true,
    });
    const s3 = new S3Client({
      endpoint: sandbox.url,
      region: 'eu-central-1',
      credentials: { accessKeyId: '123456789012', secretAccessKey: 'any' },
    });
    try {
      const { Buckets } = await s3.send(new ListBucketsCommand({}));
      expect(Buckets).toMatchObject([
        { Name: 'cdk-hnb659fds-assets-123456789012-eu-central-1' },
      ]);
    } finally {
      s3.destroy();
      await sandbox.close();
    }
  });

  it('says that there is no shop, or no sandbox', async () => {
    const sandbox = await startSandbox({ port: 0, clock: new ManualClock() });
    await expect(requestSurge(sandbox.url)).rejects.toThrow('no shop');
    await sandbox.close();
    await expect(requestSurge(sandbox.url)).rejects.toThrow(
      `No sandbox answers at ${sandbox.url}`,
    );
  });
});
