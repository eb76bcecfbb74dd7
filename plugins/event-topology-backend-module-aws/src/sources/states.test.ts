import { arnOf, placeOf } from '../__testing__/place';
import { activityNode, stateMachineFindings } from './states';

const place = placeOf('states');
const MACHINE = arnOf('states', 'stateMachine:offers');

function machine(states: object) {
  return {
    stateMachineArn: MACHINE,
    name: 'offers',
    type: 'STANDARD' as const,
    status: 'ACTIVE' as const,
    definition: JSON.stringify({ StartAt: 'A', States: states }),
    loggingConfiguration: { level: 'ERROR' as const },
    tracingConfiguration: { enabled: true },
  };
}

function task(resource: string, Parameters: object = {}) {
  return { Type: 'Task', Resource: resource, Parameters, End: true };
}

describe('stateMachineFindings', () => {
  it('describes the machine', () => {
    const { nodes } = stateMachineFindings(
      place,
      machine({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Succeed' } }),
    );

    expect(nodes).toMatchObject([
      {
        id: MACHINE,
        kind: 'state-machine',
        name: 'offers',
        attributes: {
          type: 'STANDARD',
          status: 'ACTIVE',
          stateCount: 2,
          loggingLevel: 'ERROR',
          tracingEnabled: true,
        },
      },
    ]);
  });

  it.each([
    ['ecs:runTask', 'request-response'],
    ['ecs:runTask.sync', 'sync'],
    ['ecs:runTask.waitForTaskToken', 'wait-for-task-token'],
  ])('runs a task with %s', (integration, runMode) => {
    const { edges, taskDefinitionReferences } = stateMachineFindings(
      place,
      machine({
        A: task(`arn:aws:states:::${integration}`, {
          TaskDefinition: 'media:7',
        }),
      }),
    );

    expect(taskDefinitionReferences).toEqual(['media:7']);
    expect(edges).toMatchObject([
      {
        from: MACHINE,
        kind: 'runs',
        to: arnOf('ecs', 'task-definition/media'),
        confidence: 'configured',
        details: { stateName: 'A', runMode },
        evidence: [
          {
            operation: 'states:DescribeStateMachine',
            field: 'definition.States.A.Parameters.TaskDefinition',
            value: 'media:7',
          },
        ],
      },
    ]);
  });

  it('leads to whatever its states use', () => {
    const { edges, nodes } = stateMachineFindings(
      place,
      machine({
        A: task(arnOf('states', 'activity:offers')),
        B: task('arn:aws:states:::sqs:sendMessage', {
          QueueUrl: 'https://sqs.eu-central-1.amazonaws.com/123456789012/mails',
        }),
        C: task('arn:aws:states:::sns:publish', {
          TopicArn: arnOf('sns', 'notifications'),
        }),
        D: task('arn:aws:states:::events:putEvents', {
          Entries: [{ EventBusName: 'shop' }],
        }),
        E: task('arn:aws:states:::lambda:invoke', {
          FunctionName: 'thumbs:live',
        }),
        F: task('arn:aws:states:::states:startExecution.sync:2', {
          StateMachineArn: arnOf('states', 'stateMachine:mails'),
        }),
        G: task('arn:aws:states:::http:invoke', {
          ApiEndpoint: 'https://api.crm.example/offers?key=1',
        }),
      }),
    );

    expect(edges.map(edge => `${edge.kind} ${edge.to}`)).toEqual([
      `enqueues ${arnOf('states', 'activity:offers')}`,
      `enqueues ${arnOf('sqs', 'mails')}`,
      `publishes ${arnOf('sns', 'notifications')}`,
      `publishes ${arnOf('events', 'event-bus/shop')}`,
      `invokes ${arnOf('lambda', 'function:thumbs')}`,
      `invokes ${arnOf('states', 'stateMachine:mails')}`,
      'invokes urn:event-topology:http:api.crm.example',
    ]);
    expect(nodes.map(node => node.kind)).toEqual(['state-machine', 'external']);
  });

  it('keeps states apart that use the same thing', () => {
    const { edges } = stateMachineFindings(
      place,
      machine({
        A: task(arnOf('states', 'activity:offers')),
        B: task(arnOf('states', 'activity:offers')),
      }),
    );

    expect(new Set(edges.map(edge => edge.id)).size).toBe(2);
  });
});

describe('activityNode', () => {
  it('describes the activity', () => {
    expect(
      activityNode(place, {
        activityArn: arnOf('states', 'activity:offers'),
        name: 'offers',
        creationDate: new Date('2026-01-02T03:04:05Z'),
      }),
    ).toMatchObject({
      id: arnOf('states', 'activity:offers'),
      kind: 'activity',
      attributes: { creationDate: '2026-01-02T03:04:05.000Z' },
    });
  });
});
