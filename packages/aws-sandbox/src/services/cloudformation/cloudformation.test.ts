import {
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  GetTemplateSummaryCommand,
  ListChangeSetsCommand,
  ListExportsCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
  ValidateTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import {
  GetQueueAttributesCommand,
  ListQueueTagsCommand,
  ListQueuesCommand,
  QueueAttributeName,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { clientConfig } from '../../testing/client-config';
import { StackTester } from './testing/StackTester';

let tester: StackTester;
let sqs: SQSClient;

beforeEach(async () => {
  tester = await StackTester.start();
  sqs = new SQSClient({
    ...clientConfig(tester.sandbox),
    useQueueUrlAsEndpoint: false,
  });
});

afterEach(async () => {
  sqs.destroy();
  await tester.close();
});

const queue = (Properties: object = {}, more: object = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties,
  ...more,
});

/** Fails in the service: no queue keeps messages for a second. */
const refusedQueue = queue({ MessageRetentionPeriod: 1 });

async function attributesOf(logicalId: string, stack = 'shop') {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: await tester.physicalId(stack, logicalId),
      AttributeNames: ['All' as QueueAttributeName],
    }),
  );
  return Attributes;
}

async function queueNames() {
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  return QueueUrls.map(url => url.replace(/^.*\//, ''));
}

describe('a stack that is created', () => {
  const template = {
    Description: 'Loyalty',
    Parameters: { Seconds: { Type: 'Number', Default: 40 } },
    Resources: {
      Loyalty: queue({
        VisibilityTimeout: { Ref: 'Seconds' },
        RedrivePolicy: {
          deadLetterTargetArn: { 'Fn::GetAtt': ['Failed', 'Arn'] },
          maxReceiveCount: 3,
        },
        Tags: [{ Key: 'own', Value: 'yes' }],
      }),
      Failed: queue(),
    },
    Outputs: {
      Url: { Value: { Ref: 'Loyalty' } },
      Name: {
        Value: { 'Fn::Sub': 'queue ${Loyalty.QueueName} of ${AWS::StackName}' },
        Export: { Name: 'loyalty-name' },
      },
    },
  };

  it('makes its resources in the order in which they need each other', async () => {
    const stack = await tester.create('shop', template);

    expect(stack.StackStatus).toBe('CREATE_COMPLETE');
    expect(await tester.events('shop')).toEqual([
      'shop CREATE_IN_PROGRESS',
      'Failed CREATE_IN_PROGRESS',
      'Failed CREATE_IN_PROGRESS',
      'Failed CREATE_COMPLETE',
      'Loyalty CREATE_IN_PROGRESS',
      'Loyalty CREATE_IN_PROGRESS',
      'Loyalty CREATE_COMPLETE',
      'shop CREATE_COMPLETE',
    ]);
    const { VisibilityTimeout, RedrivePolicy = '' } = await attributesOf(
      'Loyalty',
    );
    expect(VisibilityTimeout).toBe('40');
    expect(JSON.parse(RedrivePolicy)).toEqual({
      deadLetterTargetArn: (await attributesOf('Failed')).QueueArn,
      maxReceiveCount: 3,
    });
  });

  it('names resources after stack and logical id where the template gives no name', async () => {
    await tester.create('shop', template);

    expect((await queueNames()).sort()).toEqual([
      expect.stringMatching(/^shop-Failed-[0-9A-Z]{12}$/),
      expect.stringMatching(/^shop-Loyalty-[0-9A-Z]{12}$/),
    ]);
  });

  it('puts its own tags and those of the stack on its resources', async () => {
    const { StackId } = await tester.create('shop', template, {
      Tags: [{ Key: 'event-topology:system', Value: 'shop' }],
    });

    const { Tags } = await sqs.send(
      new ListQueueTagsCommand({
        QueueUrl: await tester.physicalId('shop', 'Loyalty'),
      }),
    );
    expect(Tags).toEqual({
      own: 'yes',
      'event-topology:system': 'shop',
      'aws:cloudformation:stack-name': 'shop',
      'aws:cloudformation:stack-id': StackId,
      'aws:cloudformation:logical-id': 'Loyalty',
    });
  });

  it('tells its outputs, parameters and resources', async () => {
    const stack = await tester.create('shop', template, {
      Parameters: [{ ParameterKey: 'Seconds', ParameterValue: '50' }],
    });
    const url = await tester.physicalId('shop', 'Loyalty');

    expect(stack).toMatchObject({
      Description: 'Loyalty',
      Parameters: [{ ParameterKey: 'Seconds', ParameterValue: '50' }],
      Outputs: [
        { OutputKey: 'Url', OutputValue: url },
        {
          OutputKey: 'Name',
          OutputValue: `queue ${url.replace(/^.*\//, '')} of shop`,
          ExportName: 'loyalty-name',
        },
      ],
    });
    const { Exports = [] } = await tester.client.send(
      new ListExportsCommand({}),
    );
    expect(Exports.map(({ Name }) => Name)).toEqual(['loyalty-name']);
    const { StackResourceSummaries = [] } = await tester.client.send(
      new ListStackResourcesCommand({ StackName: 'shop' }),
    );
    expect(
      StackResourceSummaries.map(one => one.LogicalResourceId).sort(),
    ).toEqual(['Failed', 'Loyalty']);
    const { StackResources = [] } = await tester.client.send(
      new DescribeStackResourcesCommand({ PhysicalResourceId: url }),
    );
    expect(StackResources[0].StackName).toBe('shop');
  });

  it('is refused a name that is taken', async () => {
    await tester.create('shop', template);

    await expect(tester.create('shop', template)).rejects.toMatchObject({
      name: 'AlreadyExistsException',
      message: 'Stack [shop] already exists',
    });
  });

  it('takes a template in YAML with short forms', async () => {
    await tester.create(
      'shop',
      `
Conditions:
  IsShop: !Equals [!Ref AWS::StackName, shop]
Resources:
  Failed: { Type: AWS::SQS::Queue }
  Loyalty:
    Type: AWS::SQS::Queue
    Condition: IsShop
    Properties:
      QueueName: !Join ['-', [!Select [1, !Split ['/', 'a/loyalty/b']], !Ref AWS::Region]]
      VisibilityTimeout: !If [IsShop, 77, !Ref AWS::NoValue]
      RedrivePolicy:
        deadLetterTargetArn: !GetAtt Failed.Arn
        maxReceiveCount: 3
  Other:
    Type: AWS::SQS::Queue
    Condition: IsNotShop
`.replace(
        'IsShop: !Equals',
        'IsNotShop: !Not [!Condition IsShop]\n  IsShop: !Equals',
      ),
    );

    expect((await queueNames()).sort()).toEqual([
      'loyalty-eu-west-1',
      expect.stringMatching(/^shop-Failed/),
    ]);
    expect((await attributesOf('Loyalty')).VisibilityTimeout).toBe('77');
  });
});

describe('a template that cannot be', () => {
  const validate = (template: object) =>
    tester.client.send(
      new ValidateTemplateCommand({ TemplateBody: JSON.stringify(template) }),
    );

  it('is refused for an unknown resource type, by its name', async () => {
    await expect(
      validate({
        Resources: { A: { Type: 'AWS::Nothing::Here' }, B: queue() },
      }),
    ).rejects.toThrow(
      'Template format error: Unrecognized resource types: [AWS::Nothing::Here]',
    );
  });

  it('is refused for a custom resource, by its name', async () => {
    await expect(
      validate({ Resources: { A: { Type: 'Custom::VpcRestrictDefaultSG' } } }),
    ).rejects.toThrow(
      /runs no custom resources: \[Custom::VpcRestrictDefaultSG\]/,
    );
  });

  it('is refused for a circle, with the resources on it', async () => {
    await expect(
      validate({
        Resources: {
          A: queue({ QueueName: { 'Fn::GetAtt': ['B', 'QueueName'] } }),
          B: queue({}, { DependsOn: 'C' }),
          C: queue({ QueueName: { 'Fn::Sub': '${A}' } }),
          Waiting: queue({}, { DependsOn: ['A'] }),
        },
      }),
    ).rejects.toThrow(/^Circular dependency between resources: \[A, B, C\]$/);
  });

  it('is refused for a reference to nothing', async () => {
    await expect(
      validate({ Resources: { A: queue({ QueueName: { Ref: 'Nowhere' } }) } }),
    ).rejects.toThrow(
      /Unresolved resource dependencies \[Nowhere\] in the Resources block/,
    );
  });

  it('is refused without resources, with macros, and with creation policies', async () => {
    await expect(validate({ Resources: {} })).rejects.toThrow(
      /At least one Resources member/,
    );
    await expect(
      tester.create('shop', { Transform: 'Own', Resources: { A: queue() } }),
    ).rejects.toMatchObject({
      name: 'UnsupportedOperation',
      message: expect.stringContaining('[Own]'),
    });
    await expect(
      tester.create('shop', {
        Resources: { A: queue({}, { CreationPolicy: {} }) },
      }),
    ).rejects.toMatchObject({ name: 'UnsupportedOperation' });
  });

  it('is refused when it is too long for a body', async () => {
    await expect(
      tester.create('shop', {
        Description: 'x'.repeat(51_200),
        Resources: { A: queue() },
      }),
    ).rejects.toThrow(/less than or equal to 51200/);
  });

  it('needs an acknowledgement of what it does to IAM', async () => {
    const template = {
      Resources: {
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: { AssumeRolePolicyDocument: {} },
        },
      },
    };

    await expect(
      tester.create('shop', template, { Capabilities: [] }),
    ).rejects.toMatchObject({
      name: 'InsufficientCapabilitiesException',
      message: 'Requires capabilities : [CAPABILITY_IAM]',
    });
  });
});

describe('parameters', () => {
  const create = (declaration: object, value?: string) =>
    tester.create(
      'shop',
      { Parameters: { P: declaration }, Resources: { A: queue() } },
      {
        Parameters:
          value === undefined
            ? []
            : [{ ParameterKey: 'P', ParameterValue: value }],
      },
    );

  it.each([
    [{ Type: 'String' }, undefined, 'Parameters: [P] must have values'],
    [{ Type: 'Number' }, 'many', "Parameter 'P' must be a number."],
    [
      { Type: 'String', AllowedValues: ['a', 'b'] },
      'c',
      "Parameter 'P' must be one of AllowedValues: [a, b]",
    ],
    [
      {
        Type: 'String',
        AllowedPattern: '[a-z]+',
        ConstraintDescription: 'low',
      },
      'A',
      'Parameter P failed to satisfy constraint: low',
    ],
    [
      { Type: 'String', MinLength: 3 },
      'ab',
      "Parameter 'P' must contain at least 3 characters",
    ],
    [
      { Type: 'List<AWS::EC2::Subnet::Id>' },
      'subnet-0a,vpc-0b',
      'Parameter validation failed: parameter value vpc-0b for parameter name P does not exist',
    ],
    [
      { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/none' },
      undefined,
      'Unable to fetch parameters [/none] from parameter store for this account.',
    ],
  ])('%j refuses %s', async (declaration, value, message) => {
    await expect(create(declaration, value)).rejects.toMatchObject({
      name: 'ValidationError',
      message,
    });
  });

  it('that the template does not have are refused', async () => {
    await expect(
      tester.create(
        'shop',
        { Resources: { A: queue() } },
        { Parameters: [{ ParameterKey: 'X', ParameterValue: '1' }] },
      ),
    ).rejects.toThrow('Parameters: [X] do not exist in the template');
  });

  it('that are secret are not shown', async () => {
    const stack = await create({ Type: 'String', NoEcho: true }, 'secret');

    expect(stack.Parameters).toEqual([
      { ParameterKey: 'P', ParameterValue: '****' },
    ]);
  });
});

describe('a creation that fails', () => {
  it('is rolled back, and tells why', async () => {
    const stack = await tester.create('shop', {
      Resources: {
        Good: queue(),
        Bad: { ...refusedQueue, DependsOn: 'Good' },
        Never: queue({}, { DependsOn: 'Bad' }),
      },
    });

    expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
    expect(await queueNames()).toEqual([]);
    expect(await tester.reasons('shop', 'CREATE_FAILED')).toEqual([
      expect.stringMatching(
        /MessageRetentionPeriod.*HandlerErrorCode: InvalidAttributeValue/,
      ),
    ]);
    expect(await tester.reasons('shop', 'ROLLBACK_IN_PROGRESS')).toEqual([
      'The following resource(s) failed to create: [Bad]. Rollback requested by user.',
    ]);
    expect(await tester.events('shop')).not.toContain(
      'Never CREATE_IN_PROGRESS',
    );
  });

  it('names a property that the type does not have', async () => {
    await tester.create('shop', { Resources: { A: queue({ Colour: 'red' }) } });

    expect(await tester.reasons('shop', 'CREATE_FAILED')).toEqual([
      expect.stringContaining('extraneous key [Colour] is not permitted'),
    ]);
  });

  it('names the path of a property deep inside', async () => {
    await tester.create('shop', {
      Resources: {
        Rule: {
          Type: 'AWS::Events::Rule',
          Properties: {
            EventPattern: { source: ['shop'] },
            Targets: [
              {
                Id: 'a',
                Arn: 'arn:aws:sqs:eu-west-1:111111111111:q',
                RetryPolicy: { MaximumRetries: 3 },
              },
            ],
          },
        },
      },
    });

    expect(await tester.reasons('shop', 'CREATE_FAILED')).toEqual([
      expect.stringContaining(
        '#/Targets/0/RetryPolicy: extraneous key [MaximumRetries] is not permitted',
      ),
    ]);
  });

  it('leaves what is there when it was told so', async () => {
    const template = {
      Resources: { Good: queue(), Bad: { ...refusedQueue, DependsOn: 'Good' } },
    };

    const kept = await tester.create('kept', template, {
      OnFailure: 'DO_NOTHING',
    });
    expect(kept.StackStatus).toBe('CREATE_FAILED');
    expect(await queueNames()).toHaveLength(1);
  });

  it('cannot be updated once it is rolled back', async () => {
    await tester.create('shop', { Resources: { Bad: refusedQueue } });

    await expect(
      tester.update('shop', { Resources: { Good: queue() } }),
    ).rejects.toThrow(/is in ROLLBACK_COMPLETE state and can not be updated/);
  });
});

describe('an update', () => {
  const before = {
    Resources: {
      Loyalty: queue({ VisibilityTimeout: 40, DelaySeconds: 5 }),
      Old: queue(),
    },
  };

  it('changes in place, adds and removes', async () => {
    await tester.create('shop', before);
    const url = await tester.physicalId('shop', 'Loyalty');

    const stack = await tester.update('shop', {
      Resources: {
        Loyalty: queue({ VisibilityTimeout: 50 }),
        New: queue({ QueueName: 'new' }),
      },
    });

    expect(stack.StackStatus).toBe('UPDATE_COMPLETE');
    expect(await tester.physicalId('shop', 'Loyalty')).toBe(url);
    expect(await attributesOf('Loyalty')).toMatchObject({
      VisibilityTimeout: '50',
      DelaySeconds: '0',
    });
    expect((await queueNames()).sort()).toEqual([
      'new',
      expect.stringMatching(/^shop-Loyalty/),
    ]);
  });

  it('replaces what cannot be changed, and what needs it follows', async () => {
    const template = (name: string) => ({
      Resources: {
        Failed: queue({ QueueName: name }),
        Loyalty: queue({
          RedrivePolicy: {
            deadLetterTargetArn: { 'Fn::GetAtt': ['Failed', 'Arn'] },
            maxReceiveCount: 3,
          },
        }),
      },
    });
    await tester.create('shop', template('one'));

    await tester.update('shop', template('two'));

    expect((await queueNames()).sort()).toEqual([
      expect.stringMatching(/^shop-Loyalty/),
      'two',
    ]);
    expect((await attributesOf('Loyalty')).RedrivePolicy).toContain(':two"');
    const events = await tester.events('shop');
    expect(
      events.indexOf('shop UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'),
    ).toBeLessThan(events.indexOf('Failed DELETE_COMPLETE'));
  });

  it('that fails puts everything back', async () => {
    await tester.create('shop', before);
    const url = await tester.physicalId('shop', 'Loyalty');

    const stack = await tester.update('shop', {
      Resources: {
        Loyalty: queue({ VisibilityTimeout: 50 }),
        New: queue({}, { DependsOn: 'Loyalty' }),
        Bad: { ...refusedQueue, DependsOn: 'New' },
      },
    });

    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await tester.reasons('shop', 'UPDATE_ROLLBACK_IN_PROGRESS')).toEqual(
      ['The following resource(s) failed to update: [Bad].'],
    );
    expect(await tester.physicalId('shop', 'Loyalty')).toBe(url);
    expect(await attributesOf('Loyalty')).toMatchObject({
      VisibilityTimeout: '40',
      DelaySeconds: '5',
    });
    expect((await queueNames()).sort()).toEqual([
      expect.stringMatching(/^shop-Loyalty/),
      expect.stringMatching(/^shop-Old/),
    ]);
    await expect(tester.update('shop', before)).rejects.toThrow(
      'No updates are to be performed.',
    );
  });

  it('that fails puts a replaced resource back', async () => {
    const template = (QueueName: string, more: object = {}) => ({
      Resources: { Loyalty: queue({ QueueName }), ...more },
    });
    await tester.create('shop', template('one'));

    await tester.update(
      'shop',
      template('two', { Bad: { ...refusedQueue, DependsOn: 'Loyalty' } }),
    );

    expect(await queueNames()).toEqual(['one']);
    expect(await tester.physicalId('shop', 'Loyalty')).toMatch(/\/one$/);
  });

  it('refuses to replace what has a name of its own', async () => {
    const activity = (key: string) => ({
      Resources: {
        Offers: {
          Type: 'AWS::StepFunctions::Activity',
          Properties: {
            Name: 'offers',
            EncryptionConfiguration: {
              Type: 'CUSTOMER_MANAGED_KMS_KEY',
              KmsKeyId: key,
            },
          },
        },
      },
    });
    await tester.create('shop', activity('a'));

    const stack = await tester.update('shop', activity('b'));

    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(await tester.reasons('shop', 'UPDATE_FAILED')).toEqual([
      'CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename offers and update the stack again.',
    ]);
  });

  it('changes tags on the resources that are there', async () => {
    await tester.create('shop', before, { Tags: [{ Key: 'a', Value: '1' }] });

    await tester.update('shop', before, { Tags: [{ Key: 'b', Value: '2' }] });

    const { Tags } = await sqs.send(
      new ListQueueTagsCommand({
        QueueUrl: await tester.physicalId('shop', 'Loyalty'),
      }),
    );
    expect(Tags).toMatchObject({ b: '2' });
    expect(Tags).not.toHaveProperty('a');
  });

  it('keeps a removed resource that is to be retained', async () => {
    await tester.create('shop', {
      Resources: {
        Kept: queue({ QueueName: 'kept' }, { DeletionPolicy: 'Retain' }),
        Other: queue(),
      },
    });

    await tester.update('shop', { Resources: { Other: queue() } });

    expect(await queueNames()).toContain('kept');
    expect(await tester.events('shop')).toContain('Kept DELETE_SKIPPED');
  });
});

describe('a change set', () => {
  const template = {
    Resources: {
      Failed: queue({ QueueName: 'one' }),
      Loyalty: queue({
        RedrivePolicy: {
          deadLetterTargetArn: { 'Fn::GetAtt': ['Failed', 'Arn'] },
          maxReceiveCount: 3,
        },
      }),
      Old: queue(),
    },
  };

  it('makes a stack that is in review until it is executed', async () => {
    const changeSet = await tester.changeSet('shop', template, {
      ChangeSetType: 'CREATE',
    });

    expect(changeSet).toMatchObject({
      Status: 'CREATE_COMPLETE',
      ExecutionStatus: 'AVAILABLE',
    });
    expect(
      changeSet.Changes?.map(({ ResourceChange }) => ResourceChange?.Action),
    ).toEqual(['Add', 'Add', 'Add']);
    expect((await tester.stack('shop')).StackStatus).toBe('REVIEW_IN_PROGRESS');

    const stack = await tester.execute('shop', 'changes');
    expect(stack.StackStatus).toBe('CREATE_COMPLETE');
    const { ExecutionStatus } = await tester.client.send(
      new DescribeChangeSetCommand({
        StackName: 'shop',
        ChangeSetName: 'changes',
      }),
    );
    expect(ExecutionStatus).toBe('EXECUTE_COMPLETE');
    await expect(tester.execute('shop', 'changes')).rejects.toMatchObject({
      name: 'InvalidChangeSetStatusException',
    });
  });

  it('foresees what is changed, replaced, added and removed', async () => {
    await tester.create('shop', template);
    const { Old: _, ...resources } = template.Resources;

    const { Changes = [] } = await tester.changeSet('shop', {
      Resources: {
        ...resources,
        Failed: queue({ QueueName: 'two' }),
        New: queue(),
      },
    });

    expect(
      Changes.map(({ ResourceChange: change }) => [
        change?.LogicalResourceId,
        change?.Action,
        change?.Replacement,
        change?.Details?.map(({ Target, Evaluation }) => [
          Target?.Name,
          Evaluation,
        ]),
      ]),
    ).toEqual([
      ['Failed', 'Modify', 'True', [['QueueName', 'Static']]],
      ['New', 'Add', undefined, []],
      ['Loyalty', 'Modify', 'False', [['RedrivePolicy', 'Dynamic']]],
      ['Old', 'Remove', undefined, []],
    ]);
  });

  it('fails when there is nothing to change', async () => {
    await tester.create('shop', template);

    expect(await tester.changeSet('shop', template)).toMatchObject({
      Status: 'FAILED',
      StatusReason:
        "The submitted information didn't contain changes. Submit different information to create a change set.",
      ExecutionStatus: 'UNAVAILABLE',
    });
  });

  it('is listed, and gone when it is deleted', async () => {
    await tester.changeSet('shop', template, { ChangeSetType: 'CREATE' });
    const list = async () => {
      const { Summaries = [] } = await tester.client.send(
        new ListChangeSetsCommand({ StackName: 'shop' }),
      );
      return Summaries.map(({ ChangeSetName }) => ChangeSetName);
    };
    expect(await list()).toEqual(['changes']);

    const key = { StackName: 'shop', ChangeSetName: 'changes' };
    await tester.client.send(new DeleteChangeSetCommand(key));

    expect(await list()).toEqual([]);
    await expect(
      tester.client.send(new DescribeChangeSetCommand(key)),
    ).rejects.toMatchObject({ name: 'ChangeSetNotFoundException' });
  });

  it('is refused for a stack that does not exist', async () => {
    await expect(tester.changeSet('nowhere', template)).rejects.toThrow(
      'Stack with id nowhere does not exist',
    );
  });
});

describe('a deletion', () => {
  it('removes what needs others first, and leaves the stack under its id', async () => {
    const { StackId = '' } = await tester.create('shop', {
      Resources: {
        Failed: queue(),
        Loyalty: queue({}, { DependsOn: 'Failed' }),
      },
    });

    const stack = await tester.delete('shop');

    expect(stack.StackStatus).toBe('DELETE_COMPLETE');
    expect(await queueNames()).toEqual([]);
    const events = await tester.events(StackId);
    expect(events.indexOf('Loyalty DELETE_COMPLETE')).toBeLessThan(
      events.indexOf('Failed DELETE_IN_PROGRESS'),
    );
    await expect(
      tester.client.send(new DescribeStacksCommand({ StackName: 'shop' })),
    ).rejects.toThrow('Stack with id shop does not exist');
    const { StackSummaries = [] } = await tester.client.send(
      new ListStacksCommand({ StackStatusFilter: ['DELETE_COMPLETE'] }),
    );
    expect(StackSummaries.map(one => one.StackId)).toEqual([StackId]);
  });

  it('is refused as long as another stack imports from it', async () => {
    await tester.create('bus', {
      Resources: { Q: queue() },
      Outputs: {
        Arn: {
          Value: { 'Fn::GetAtt': ['Q', 'Arn'] },
          Export: { Name: 'queue-arn' },
        },
      },
    });
    const importing = {
      Resources: {
        Q: queue({
          RedrivePolicy: {
            deadLetterTargetArn: { 'Fn::ImportValue': 'queue-arn' },
            maxReceiveCount: 2,
          },
        }),
      },
    };
    await tester.create('shop', importing);

    await expect(tester.delete('bus')).rejects.toThrow(
      'Export queue-arn cannot be deleted as it is in use by shop',
    );
    await tester.delete('shop');
    expect((await tester.delete('bus')).StackStatus).toBe('DELETE_COMPLETE');
  });
});

it('gives the template back as it was given, and sums it up', async () => {
  const text = `
# a remark
Parameters: { P: { Type: String, Default: a } }
Resources: { Q: { Type: AWS::SQS::Queue } }
`;
  await tester.create('shop', text);

  const { TemplateBody } = await tester.client.send(
    new GetTemplateCommand({ StackName: 'shop' }),
  );
  expect(TemplateBody).toBe(text);
  const summary = await tester.client.send(
    new GetTemplateSummaryCommand({ StackName: 'shop' }),
  );
  expect(summary).toMatchObject({
    ResourceTypes: ['AWS::SQS::Queue'],
    Parameters: [{ ParameterKey: 'P', DefaultValue: 'a' }],
  });
});
