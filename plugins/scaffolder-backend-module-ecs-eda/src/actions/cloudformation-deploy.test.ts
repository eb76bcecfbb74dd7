import {
  CloudFormationClient,
  DescribeStacksCommand,
  ListStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';
import { Sandbox, startSandbox } from '@ecs-eda/aws-sandbox';
import { runAction } from '../__testUtils__/run-action';
import { AwsAccounts } from '../aws/AwsAccounts';
import { createCloudFormationDeployAction } from './cloudformation-deploy';
import { createEventsPutAction } from './events-put';

/** As the CDK writes it into its manifests. */
const BUCKET = 'cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}';

const PLACE = { accountId: '123456789012', region: 'eu-central-1' };

describe('the actions that change AWS', () => {
  let sandbox: Sandbox;
  const workspace = createMockDirectory();

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0 });
  });
  afterAll(() => sandbox.close());

  const accounts = (endpoint: string | null = sandbox.url) => {
    const config = mockServices.rootConfig({
      data: {
        aws: {
          accounts: [
            {
              accountId: PLACE.accountId,
              accessKeyId: PLACE.accountId,
              secretAccessKey: 'sandbox',
            },
          ],
        },
        eventTopology: {
          aws: {
            endpoint,
            accounts: [{ accountId: PLACE.accountId, regions: [PLACE.region] }],
          },
        },
      },
    });
    return AwsAccounts.fromConfig(
      config,
      DefaultAwsCredentialsManager.fromConfig(config),
    );
  };

  /** Puts a cloud assembly into the workspace, as `ecs-eda:synth` does. */
  const assemble = (resources: object, options: { images?: object } = {}) =>
    workspace.setContent({
      'cdk.out': {
        'manifest.json': JSON.stringify({
          artifacts: {
            'orders.assets': {
              type: 'cdk:asset-manifest',
              properties: { file: 'orders.assets.json' },
            },
            orders: {
              type: 'aws:cloudformation:stack',
              properties: {
                templateFile: 'orders.template.json',
                stackTemplateAssetObjectUrl: `s3://${BUCKET}/orders.json`,
                tags: { team: 'shop' },
              },
            },
          },
        }),
        'orders.template.json': JSON.stringify({ Resources: resources }),
        'orders.assets.json': JSON.stringify({
          version: '55.0.0',
          files: {
            template: {
              source: { path: 'orders.template.json', packaging: 'file' },
              destinations: {
                here: { bucketName: BUCKET, objectKey: 'orders.json' },
              },
            },
          },
          dockerImages: options.images ?? {},
        }),
      },
    });

  const deploy = async (
    options: {
      deployEnabled?: boolean;
      endpoint?: string | null;
      input?: object;
      isDryRun?: boolean;
    } = {},
  ) => {
    const { deployEnabled = true, endpoint, input, isDryRun } = options;
    const log: string[] = [];
    const run = await runAction(
      createCloudFormationDeployAction({
        accounts: accounts(endpoint),
        deployEnabled,
      }),
      {
        input: { stackName: 'orders', ...PLACE, ...input },
        workspacePath: workspace.path,
        isDryRun,
        onLog: line => log.push(line),
      },
    );
    return { ...run, log };
  };

  const cloudFormation = async () =>
    new CloudFormationClient(
      await accounts().clientConfig(PLACE.accountId, PLACE.region),
    );

  const BUS = {
    Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'orders' } },
  };
  const QUEUE = {
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'orders' } },
  };

  it('only say what they would do in a dry run', async () => {
    assemble(BUS);

    const { log, output } = await deploy({ isDryRun: true });

    expect(log).toEqual([
      'The stack orders with 1 resources would be deployed to 123456789012, eu-central-1',
    ]);
    expect(output.status).toBe('DRY_RUN');
    const { StackSummaries } = await (
      await cloudFormation()
    ).send(new ListStacksCommand({}));
    expect(StackSummaries).toEqual([]);
  });

  it('create a stack, then update it, then have nothing to do', async () => {
    assemble(BUS);
    const created = await deploy();
    expect(created.output).toMatchObject({
      status: 'CREATE_COMPLETE',
      changes: ['Add AWS::Events::EventBus Bus'],
      stackId: expect.stringContaining(':stack/orders/'),
    });
    expect(created.log).toContain('CREATE_COMPLETE AWS::Events::EventBus Bus');
    expect(created.checkpoints).toEqual([
      'deploy.123456789012.eu-central-1.orders',
    ]);
    const { Stacks } = await (
      await cloudFormation()
    ).send(new DescribeStacksCommand({ StackName: 'orders' }));
    expect(Stacks?.[0].Tags).toEqual([{ Key: 'team', Value: 'shop' }]);

    assemble({ ...BUS, ...QUEUE });
    expect((await deploy()).output).toMatchObject({
      status: 'UPDATE_COMPLETE',
      changes: ['Add AWS::SQS::Queue Queue'],
    });

    const again = await deploy();
    expect(again.output).toMatchObject({
      status: 'UPDATE_COMPLETE',
      changes: [],
    });
    expect(again.log).toContain('The stack is as the template says already');
  });

  it('hand a template that is too long over through the bootstrap bucket', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `orders-${index}`);
    const long = Object.fromEntries(
      names.map((name, index) => [
        `Queue${index}`,
        {
          Type: 'AWS::SQS::Queue',
          Metadata: { remark: 'x'.repeat(6_000) },
          Properties: { QueueName: name },
        },
      ]),
    );
    assemble({ ...BUS, ...QUEUE, ...long });
    await expect(deploy()).rejects.toThrow(
      "No bucket named 'cdk-hnb659fds-assets-123456789012-eu-central-1'",
    );

    const s3 = new S3Client({
      ...(await accounts().clientConfig(PLACE.accountId, PLACE.region)),
      forcePathStyle: true,
    });
    await s3.send(
      new CreateBucketCommand({
        Bucket: 'cdk-hnb659fds-assets-123456789012-eu-central-1',
        CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
      }),
    );
    const { output } = await deploy();
    expect(output.status).toBe('UPDATE_COMPLETE');
    expect(output.changes).toHaveLength(names.length);
  });

  it("fail with CloudFormation's reason, and can be tried again", async () => {
    const stackName = { stackName: 'orders' };
    assemble({
      ...BUS,
      Same: { Type: 'AWS::Events::EventBus', Properties: { Name: 'default' } },
    });
    await expect(deploy({ input: stackName })).rejects.toThrow(
      /CloudFormation undid the deployment of orders \(UPDATE_ROLLBACK_COMPLETE\): Same \(AWS::Events::EventBus\): /,
    );

    assemble(BUS);
    await expect(deploy()).resolves.toMatchObject({
      output: { status: 'UPDATE_COMPLETE' },
    });
  });

  it('refuse a template that CloudFormation refuses', async () => {
    assemble({ Thing: { Type: 'AWS::No::Thing' } });
    await expect(deploy()).rejects.toThrow('AWS::No::Thing');
  });

  it.each([
    [{ deployEnabled: false }, 'set eventTopology.goldenPaths.deploy.enabled'],
    [
      { input: { stackName: 'other' } },
      'stackName: the workspace has the stack orders',
    ],
    [{ input: { accountId: '1' } }, 'accountId: The portal does not know'],
    [{ input: { region: 'us-east-1' } }, 'region: Account 123456789012 is not'],
  ])('refuse to deploy with %j', async (options, message) => {
    assemble(BUS);
    await expect(deploy(options)).rejects.toThrow(message);
  });

  it('want the stack to be synthesised before', async () => {
    workspace.clear();
    await expect(deploy()).rejects.toThrow('run ecs-eda:synth before');
  });

  it('leave a stack whose images nobody has built to its pipeline', async () => {
    assemble(BUS, {
      images: {
        image: {
          displayName: 'worker',
          source: { directory: '.' },
          destinations: { here: { repositoryName: 'r', imageTag: 't' } },
        },
      },
    });
    await expect(deploy({ endpoint: null })).rejects.toThrow(
      /container images that nobody has built yet .*deploy it through the stamped workflow/,
    );
  });

  describe('and ecs-eda:events:put', () => {
    const put = (
      options: {
        deployEnabled?: boolean;
        isDryRun?: boolean;
        input?: object;
      } = {},
    ) =>
      runAction(
        createEventsPutAction({
          accounts: accounts(),
          deployEnabled: options.deployEnabled ?? true,
        }),
        {
          input: {
            ...PLACE,
            source: 'shop.order',
            detailType: 'OrderCreated',
            detail: { orderId: '42' },
            ...options.input,
          },
          isDryRun: options.isDryRun,
        },
      );

    it('puts an event on a bus', async () => {
      const { output, checkpoints } = await put();

      expect(output.eventId).toMatch(/^[0-9a-f-]{36}$/);
      expect(checkpoints).toHaveLength(1);
    });

    it('puts none in a dry run', async () => {
      sandbox.calls.reset();
      await put({ isDryRun: true });
      expect(sandbox.calls.total()).toBe(0);
    });

    it.each([
      [
        'anything until it is allowed to',
        { deployEnabled: false },
        'set eventTopology.goldenPaths.deploy.enabled',
      ],
      [
        "a source that is AWS's own",
        { input: { source: 'aws.s3' } },
        'EventBridge did not take the event',
      ],
      [
        'more than an event may have',
        { input: { detail: { much: 'x'.repeat(262_144) } } },
        'an event has at most 262144 bytes',
      ],
    ])('refuses %s', async (_, options, message) => {
      await expect(put(options)).rejects.toThrow(message);
    });
  });
});
