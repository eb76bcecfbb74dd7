import { TEST_SCOPE, TestWorld } from '../../testing/TestWorld';
import { sqsService } from '../sqs';
import { queueDepth, receiveFromQueue, sendToQueue } from '../sqs/data-plane';
import { invokeFunction, setFunctionHandler } from './data-plane';
import { lambdaService } from './index';

const { region, accountId } = TEST_SCOPE;
const ARN = `arn:aws:lambda:${region}:${accountId}:function:thumbnail`;
const QUEUE_ARN = `arn:aws:sqs:${region}:${accountId}:videos`;
const RULE_ARN = `arn:aws:events:${region}:${accountId}:rule/shop/short`;

describe('lambda', () => {
  let world: TestWorld;

  beforeEach(() => {
    world = new TestWorld([lambdaService, sqsService]);
  });

  const lambda = (operation: string, input: object = {}) =>
    world.call('lambda', operation, input);

  const settle = async () => {
    await world.clock.advance(0);
    await new Promise(resolve => setImmediate(resolve));
  };

  const create = (input: object = {}) =>
    lambda('CreateFunction', {
      FunctionName: 'thumbnail',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::111111111111:role/thumbnail',
      Code: { S3Bucket: 'artifacts', S3Key: 'thumbnail.zip' },
      ...input,
    });

  const countOf = (metricName: string) =>
    world.metricSum('AWS/Lambda', metricName, { FunctionName: 'thumbnail' });

  const textOf = (payload: Uint8Array) =>
    JSON.parse(Buffer.from(payload).toString('utf8'));

  describe('functions', () => {
    it('creates with the defaults of Lambda, and finds by name or ARN', async () => {
      await create({ Tags: { team: 'media' } });
      for (const FunctionName of [
        'thumbnail',
        ARN,
        `${accountId}:function:thumbnail`,
        `${ARN}:$LATEST`,
      ]) {
        const { Configuration, Tags } = await lambda('GetFunction', {
          FunctionName,
        });
        expect(Configuration).toMatchObject({
          FunctionArn: ARN,
          Timeout: 3,
          MemorySize: 128,
          Architectures: ['x86_64'],
          State: 'Active',
        });
        expect(Tags).toEqual({ team: 'media' });
      }
      await expect(
        lambda('GetFunction', { FunctionName: `${ARN}:live` }),
      ).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
    });

    it.each([
      [{ FunctionName: 'no spaces' }],
      [{ Timeout: 901 }],
      [{ MemorySize: 64 }],
      [{ Role: 'role' }],
      [{ Handler: undefined }],
    ])('refuses %j', async input => {
      await expect(create(input)).rejects.toMatchObject({
        code: 'InvalidParameterValueException',
      });
    });

    it('refuses a name that is taken', async () => {
      await create();
      await expect(create()).rejects.toMatchObject({
        code: 'ResourceConflictException',
      });
    });

    it('updates, lists in pages and deletes', async () => {
      await create({ Environment: { Variables: { A: '1' } } });
      await create({ FunctionName: 'other' });
      await lambda('UpdateFunctionConfiguration', {
        FunctionName: 'thumbnail',
        Timeout: 60,
      });
      const first = await lambda('ListFunctions', { MaxItems: 1 });
      const second = await lambda('ListFunctions', {
        Marker: first.NextMarker,
      });
      expect(first.Functions).toMatchObject([{ FunctionName: 'other' }]);
      expect(second.Functions).toMatchObject([
        { Timeout: 60, Environment: { Variables: { A: '1' } } },
      ]);
      await lambda('DeleteFunction', { FunctionName: 'thumbnail' });
      await expect(
        lambda('GetFunctionConfiguration', { FunctionName: 'thumbnail' }),
      ).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
    });

    it('keeps tags of functions', async () => {
      await create({ Tags: { a: '1' } });
      await lambda('TagResource', { Resource: ARN, Tags: { b: '2' } });
      await lambda('UntagResource', { Resource: ARN, TagKeys: ['a'] });
      expect(await lambda('ListTags', { Resource: ARN })).toEqual({
        Tags: { b: '2' },
      });
      expect(lambdaService.taggedResources?.(TEST_SCOPE, world.world)).toEqual([
        { arn: ARN, tags: { b: '2' } },
      ]);
    });
  });

  describe('invocations', () => {
    const invoke = (input: object = {}) =>
      lambda('Invoke', { FunctionName: 'thumbnail', ...input });

    it('runs the handler with event and environment', async () => {
      await create({ Environment: { Variables: { BUCKET: 'b' } } });
      setFunctionHandler(world.world, ARN, (event, { environment }) => ({
        event,
        bucket: environment.BUCKET,
      }));
      const { StatusCode, FunctionError, Payload } = await invoke({
        Payload: Buffer.from('{"id":1}'),
      });
      expect(StatusCode).toBe(200);
      expect(FunctionError).toBeUndefined();
      expect(textOf(Payload)).toEqual({ event: { id: 1 }, bucket: 'b' });
      expect([countOf('Invocations'), countOf('Errors')]).toEqual([1, 0]);
    });

    it('answers with the error of the code, and of code that is not there', async () => {
      await create();
      const missing = await invoke();
      expect(missing.FunctionError).toBe('Unhandled');
      expect(textOf(missing.Payload)).toMatchObject({
        errorType: 'Sandbox.NoHandler',
        errorMessage: expect.stringContaining('setFunctionHandler'),
      });
      setFunctionHandler(world.world, ARN, () => {
        throw new TypeError('no video');
      });
      const failed = await invoke();
      expect(textOf(failed.Payload)).toEqual({
        errorType: 'TypeError',
        errorMessage: 'no video',
      });
      expect([countOf('Invocations'), countOf('Errors')]).toEqual([2, 2]);
    });

    it('ends code that takes too long', async () => {
      await create({ Timeout: 5 });
      setFunctionHandler(world.world, ARN, () => new Promise(() => {}));
      const outcome = invokeFunction(world.world, ARN, {});
      await world.clock.advance(5_000);
      expect(await outcome).toMatchObject({
        functionError: 'Unhandled',
        payload: { errorType: 'Sandbox.Timedout' },
      });
    });

    it('does nothing in a dry run, and answers at once to an event', async () => {
      await create();
      const events: unknown[] = [];
      setFunctionHandler(world.world, ARN, event => events.push(event));
      expect(await invoke({ InvocationType: 'DryRun' })).toEqual({
        StatusCode: 204,
      });
      expect(events).toEqual([]);
      expect(
        await invoke({
          InvocationType: 'Event',
          Payload: Buffer.from('{"id":1}'),
        }),
      ).toEqual({ StatusCode: 202 });
      await settle();
      expect(events).toEqual([{ id: 1 }]);
    });

    it('refuses what is no JSON', async () => {
      await create();
      await expect(invoke({ Payload: Buffer.from('{') })).rejects.toMatchObject(
        { code: 'InvalidRequestContentException' },
      );
    });
  });

  describe('deliveries', () => {
    const deliver = (arn = ARN) =>
      world.world.deliver({
        arn,
        body: '{"id":1}',
        sender: 'events.amazonaws.com',
        sourceArn: RULE_ARN,
      });

    const permit = (SourceArn = RULE_ARN) =>
      lambda('AddPermission', {
        FunctionName: 'thumbnail',
        StatementId: 'rule',
        Action: 'lambda:InvokeFunction',
        Principal: 'events.amazonaws.com',
        SourceArn,
      });

    it('takes them from whom the policy lets in', async () => {
      await create();
      const events: unknown[] = [];
      setFunctionHandler(world.world, ARN, event => events.push(event));
      await expect(deliver()).rejects.toMatchObject({
        code: 'AccessDeniedException',
      });
      await permit(`${RULE_ARN}-other`);
      await expect(deliver()).rejects.toMatchObject({
        code: 'AccessDeniedException',
      });
      await lambda('RemovePermission', {
        FunctionName: 'thumbnail',
        StatementId: 'rule',
      });
      await permit();
      await expect(permit()).rejects.toMatchObject({
        code: 'ResourceConflictException',
      });
      await deliver();
      await settle();
      expect(events).toEqual([{ id: 1 }]);
      const { Policy } = await lambda('GetPolicy', {
        FunctionName: 'thumbnail',
      });
      expect(JSON.parse(Policy).Statement).toMatchObject([
        { Sid: 'rule', Condition: { ArnLike: { 'AWS:SourceArn': RULE_ARN } } },
      ]);
    });

    it('refuses them for a function that is not there', async () => {
      await expect(deliver(`${ARN}s`)).rejects.toMatchObject({
        code: 'ResourceNotFoundException',
      });
    });

    it('tries twice more, then sends the event to the dead-letter queue', async () => {
      await world.call('sqs', 'CreateQueue', { QueueName: 'videos' });
      await create({ DeadLetterConfig: { TargetArn: QUEUE_ARN } });
      await permit();
      setFunctionHandler(world.world, ARN, () => {
        throw new Error('broken');
      });
      await deliver();
      await settle();
      await world.clock.advance(60_000);
      expect(countOf('Errors')).toBe(2);
      expect(queueDepth(world.world, QUEUE_ARN).visible).toBe(0);
      await world.clock.advance(120_000);
      expect(countOf('Errors')).toBe(3);
      const [message] = receiveFromQueue(world.world, QUEUE_ARN, {
        maxMessages: 1,
      });
      expect(message.body).toBe('{"id":1}');
      expect(message.messageAttributes.ErrorMessage.StringValue).toBe('broken');
    });
  });

  describe('event source mappings', () => {
    interface Batch {
      Records: { body: string; messageId: string }[];
    }
    let batches: string[][];

    beforeEach(async () => {
      batches = [];
      await world.call('sqs', 'CreateQueue', {
        QueueName: 'videos',
        Attributes: { VisibilityTimeout: '30' },
      });
      await create();
    });

    const map = (input: object = {}) =>
      lambda('CreateEventSourceMapping', {
        EventSourceArn: QUEUE_ARN,
        FunctionName: 'thumbnail',
        ...input,
      });

    const handle = (answer: (batch: Batch) => unknown = () => undefined) =>
      setFunctionHandler(world.world, ARN, event => {
        const batch = event as Batch;
        batches.push(batch.Records.map(({ body }) => body));
        return answer(batch);
      });

    const send = (...bodies: string[]) =>
      bodies.forEach(body => sendToQueue(world.world, QUEUE_ARN, { body }));

    const left = () => {
      const { visible, inFlight } = queueDepth(world.world, QUEUE_ARN);
      return visible + inFlight;
    };

    it('feeds a function and deletes what it took', async () => {
      handle();
      send('a', 'b');
      await map();
      await settle();
      expect(batches).toEqual([['a', 'b']]);
      expect(left()).toBe(0);
      send('c');
      await settle();
      expect(batches).toEqual([['a', 'b'], ['c']]);
    });

    it('gives a failed batch back after its visibility timeout', async () => {
      let calls = 0;
      handle(() => {
        calls += 1;
        if (calls === 1) {
          throw new Error('broken');
        }
      });
      send('a');
      const { UUID } = await map();
      await settle();
      expect(left()).toBe(1);
      expect(
        (await lambda('GetEventSourceMapping', { UUID })).LastProcessingResult,
      ).toMatch('PROBLEM');
      await world.clock.advance(31_000);
      await settle();
      expect(batches).toEqual([['a'], ['a']]);
      expect(left()).toBe(0);
    });

    it('keeps only the failed messages of a batch', async () => {
      handle(({ Records }) => ({
        batchItemFailures: Records.filter(({ body }) => body === 'bad').map(
          ({ messageId }) => ({ itemIdentifier: messageId }),
        ),
      }));
      send('good', 'bad');
      await map({ FunctionResponseTypes: ['ReportBatchItemFailures'] });
      await settle();
      expect(left()).toBe(1);
      await world.clock.advance(31_000);
      await settle();
      expect(batches).toEqual([['good', 'bad'], ['bad']]);
    });

    it('fails the whole batch for a failure that names no message', async () => {
      handle(() => ({ batchItemFailures: [{ itemIdentifier: 'other' }] }));
      send('a', 'b');
      await map({ FunctionResponseTypes: ['ReportBatchItemFailures'] });
      await settle();
      expect(left()).toBe(2);
    });

    it('drops what no filter wants', async () => {
      handle();
      send('{"kind":"short"}', '{"kind":"long"}');
      await map({
        FilterCriteria: {
          Filters: [{ Pattern: '{"body":{"kind":["short"]}}' }],
        },
      });
      await settle();
      expect(batches).toEqual([['{"kind":"short"}']]);
      expect(left()).toBe(0);
    });

    it('waits for a fuller batch as long as the window is open', async () => {
      handle();
      send('a');
      await map({ BatchSize: 20, MaximumBatchingWindowInSeconds: 10 });
      await settle();
      await world.clock.advance(5_000);
      send('b');
      await settle();
      expect(batches).toEqual([]);
      await world.clock.advance(5_000);
      await settle();
      expect(batches).toEqual([['a', 'b']]);
    });

    it('stops when disabled, goes on when enabled, ends when deleted', async () => {
      handle();
      const { UUID } = await map({ Enabled: false });
      send('a');
      await settle();
      expect(batches).toEqual([]);
      const enabled = await lambda('UpdateEventSourceMapping', {
        UUID,
        Enabled: true,
      });
      expect(enabled.State).toBe('Enabled');
      await settle();
      expect(batches).toEqual([['a']]);
      await lambda('DeleteEventSourceMapping', { UUID });
      send('b');
      await settle();
      expect(batches).toEqual([['a']]);
      await expect(
        lambda('GetEventSourceMapping', { UUID }),
      ).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
    });

    it('lists by function and source', async () => {
      await map({ Enabled: false });
      const listed = async (input: object) =>
        (await lambda('ListEventSourceMappings', input)).EventSourceMappings
          .length;
      expect(await listed({})).toBe(1);
      expect(await listed({ FunctionName: 'thumbnail' })).toBe(1);
      expect(await listed({ EventSourceArn: `${QUEUE_ARN}2` })).toBe(0);
    });

    it.each([
      [{ BatchSize: 11 }, 'Maximum batch window'],
      [{ BatchSize: 0 }, 'BatchSize'],
      [{ EventSourceArn: `${QUEUE_ARN}2` }, 'NonExistentQueue'],
      [{ ScalingConfig: { MaximumConcurrency: 1 } }, 'MaximumConcurrency'],
      [{ FilterCriteria: { Filters: [{ Pattern: '{' }] } }, 'filter pattern'],
    ])('refuses %j', async (input, message) => {
      await expect(map(input)).rejects.toMatchObject({
        code: 'InvalidParameterValueException',
        message: expect.stringContaining(message),
      });
    });

    it('refuses a visibility timeout that is shorter than the function may run', async () => {
      await lambda('UpdateFunctionConfiguration', {
        FunctionName: 'thumbnail',
        Timeout: 60,
      });
      await expect(map()).rejects.toMatchObject({
        message: expect.stringContaining('Queue visibility timeout'),
      });
    });

    it('has no other sources than queues and streams, and says so', async () => {
      await expect(
        map({
          EventSourceArn: `arn:aws:dynamodb:${region}:${accountId}:table/t/stream/1`,
        }),
      ).rejects.toMatchObject({ code: 'UnsupportedOperation' });
    });
  });
});
