import { aQueue, aService, aTopic } from '../__fixtures__/topology';
import { matchEntityNodes } from './match-entity-nodes';

const ARN = 'aws.amazon.com/arn';
const SERVICE_ARN = 'aws.amazon.com/amazon-ecs-service-arn';
const SERVICE_TAGS = 'aws.amazon.com/amazon-ecs-service-tags';
const COMPONENT_TAG = 'event-topology:component';

const queue = aQueue('loyalty');
const deadLetters = aQueue('loyalty-dlq');
const loyalty = aService('loyalty', { tags: { app: 'loyalty', env: 'prod' } });
const loyaltyTest = aService('loyalty-test', {
  tags: { app: 'loyalty', env: 'test' },
});
const nodes = [queue, deadLetters, loyalty, loyaltyTest];

function entity(annotations: Record<string, string>) {
  return {
    entityRef: 'component:default/loyalty',
    name: 'loyalty',
    annotations,
  };
}

function match(annotations: Record<string, string>) {
  return matchEntityNodes(entity(annotations), nodes);
}

describe('the ARN annotation', () => {
  it('takes one ARN or several', () => {
    expect(match({ [ARN]: `${queue.id}, ${deadLetters.id},` })).toEqual({
      matches: [
        { matchedBy: ARN, value: queue.id, nodeIds: [queue.id] },
        { matchedBy: ARN, value: deadLetters.id, nodeIds: [deadLetters.id] },
      ],
      problems: [],
    });
  });

  it('names what is no ARN, and still finds the rest', () => {
    const { matches, problems } = match({ [ARN]: `loyalty,${queue.id}` });
    expect(matches).toHaveLength(1);
    expect(problems).toEqual([
      expect.stringContaining('has "loyalty", which is not an ARN'),
    ]);
  });

  it('says which ARN is not in the topology, and where to look', () => {
    const { matches, problems } = match({
      [ARN]: 'arn:aws:sqs:us-east-1:210987654321:loyalty',
    });
    expect(matches).toEqual([]);
    expect(problems).toEqual([
      expect.stringMatching(
        /arn:aws:sqs:us-east-1:210987654321:loyalty, which is not in the topology.*account 210987654321 and region us-east-1/,
      ),
    ]);
  });

  it('says that it is empty', () => {
    expect(match({ [ARN]: ' , ' }).problems).toEqual([
      expect.stringContaining('is empty'),
    ]);
  });
});

describe('the ECS service ARN annotation', () => {
  it('finds a service', () => {
    expect(match({ [SERVICE_ARN]: loyalty.id }).matches).toEqual([
      { matchedBy: SERVICE_ARN, value: loyalty.id, nodeIds: [loyalty.id] },
    ]);
  });

  it('takes an ARN without the cluster when it means one service', () => {
    const short = loyalty.id.replace('service/shop/', 'service/');
    expect(match({ [SERVICE_ARN]: short })).toEqual({
      matches: [
        { matchedBy: SERVICE_ARN, value: short, nodeIds: [loyalty.id] },
      ],
      problems: [],
    });
    const inAnotherCluster = {
      ...loyalty,
      id: loyalty.id.replace('service/shop/', 'service/other/'),
    };
    const { matches, problems } = matchEntityNodes(
      entity({ [SERVICE_ARN]: short }),
      [...nodes, inAnotherCluster],
    );
    expect(matches).toEqual([]);
    expect(problems).toHaveLength(1);
  });

  it('refuses the ARN of something else', () => {
    const { matches, problems } = match({ [SERVICE_ARN]: queue.id });
    expect(matches).toEqual([]);
    expect(problems).toEqual([
      expect.stringContaining('not the ARN of an ECS service'),
    ]);
  });
});

describe('the ECS service tags annotation', () => {
  it('finds the services that have all of the tags', () => {
    const value = 'app=loyalty, env=prod';
    expect(match({ [SERVICE_TAGS]: value })).toEqual({
      matches: [{ matchedBy: SERVICE_TAGS, value, nodeIds: [loyalty.id] }],
      problems: [],
    });
    expect(match({ [SERVICE_TAGS]: 'app=loyalty' }).matches).toEqual([
      expect.objectContaining({ nodeIds: [loyalty.id, loyaltyTest.id] }),
    ]);
  });

  it('finds nothing but services', () => {
    const tagged = aTopic('loyalty', { tags: { app: 'loyalty' } });
    expect(
      matchEntityNodes(entity({ [SERVICE_TAGS]: 'app=loyalty' }), [tagged])
        .matches,
    ).toEqual([]);
  });

  it('takes a value with an equals sign, and an empty one', () => {
    const service = aService('odd', { tags: { formula: 'a=b', empty: '' } });
    expect(
      matchEntityNodes(entity({ [SERVICE_TAGS]: 'formula=a=b,empty=' }), [
        service,
      ]).matches,
    ).toEqual([expect.objectContaining({ nodeIds: [service.id] })]);
  });

  it.each(['', 'loyalty', 'app=loyalty,prod', '=loyalty'])(
    'says that "%s" cannot be read, and matches nothing by it',
    value => {
      const { matches, problems } = match({ [SERVICE_TAGS]: value });
      expect(matches).toEqual([]);
      expect(problems).toEqual([expect.stringContaining('cannot be read')]);
    },
  );

  it('says that no service has the tags', () => {
    expect(match({ [SERVICE_TAGS]: 'app=Loyalty' }).problems).toEqual([
      expect.stringContaining('no ECS service in the topology has this tag'),
    ]);
  });
});

describe('the component tag on nodes', () => {
  const tagged = (value: string) =>
    aQueue('tagged', { tags: { [COMPONENT_TAG]: value } });

  it.each([
    'loyalty',
    'Loyalty',
    'default/loyalty',
    'component:loyalty',
    'component:default/loyalty',
  ])('%s names the component', value => {
    const node = tagged(value);
    expect(matchEntityNodes(entity({}), [node]).matches).toEqual([
      { matchedBy: COMPONENT_TAG, value, nodeIds: [node.id] },
    ]);
  });

  it.each(['loyalty-test', 'other/loyalty', 'resource:default/loyalty'])(
    '%s names something else',
    value => {
      expect(matchEntityNodes(entity({}), [tagged(value)]).matches).toEqual([]);
    },
  );

  it('names an entity that is no component by its full ref only', () => {
    const resource = {
      entityRef: 'resource:default/loyalty',
      name: 'loyalty',
      annotations: {},
    };
    expect(matchEntityNodes(resource, [tagged('loyalty')]).matches).toEqual([]);
    expect(
      matchEntityNodes(resource, [tagged('resource:default/loyalty')]).matches,
    ).toHaveLength(1);
  });
});

it('finds nothing, and has no complaint, without annotations and tags', () => {
  expect(match({})).toEqual({ matches: [], problems: [] });
});
