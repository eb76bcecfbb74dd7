import {
  DescribeStateMachineCommand,
  DescribeStateMachineCommandOutput,
  ActivityListItem,
  ListActivitiesCommand,
  ListStateMachinesCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import {
  EdgeKind,
  StateMachineAttributes,
  TopologyEdge,
  TopologyNode,
  TopologyNodeOf,
  parseArn,
} from '@ecs-eda/plugin-event-topology-common';
import {
  busNodeId,
  functionNodeId,
  nodeIdOfArn,
  streamNodeId,
  taskDefinitionNodeId,
} from '../arns/node-id';
import { queueArnOfUrl } from '../arns/queue-url';
import {
  StateMachineTask,
  readStateMachine,
} from '../definitions/state-machine-tasks';
import { hostNode } from '../findings/external-node';
import { makeEdge, withoutUndefined } from '../findings/make-edge';
import { ReadingPlace, makeNode } from '../findings/make-node';
import { AwsSource } from './aws-source';

const PAGE_SIZE = 1000;

const EDGE_KINDS: Record<StateMachineTask['action'], EdgeKind> = {
  'run-task': 'runs',
  'schedule-activity': 'enqueues',
  'send-message': 'enqueues',
  publish: 'publishes',
  'put-events': 'publishes',
  'put-records': 'publishes',
  'invoke-function': 'invokes',
  'start-execution': 'invokes',
  'call-http': 'invokes',
};

/**
 * State machines with what their definitions do, and activities. 1 call a
 * 1,000 state machines, 1 a 1,000 activities, 1 a state machine.
 */
export const statesSource: AwsSource = {
  service: 'states',
  scope: 'region',
  createClient: config => new SFNClient(config),

  async read(context) {
    const nodes: TopologyNode[] = [];
    const edges: TopologyEdge[] = [];
    const taskDefinitionReferences: string[] = [];

    const readActivities = () =>
      context.resources.attempt('activities', async () => {
        const listed = context.pages(
          'activities',
          token =>
            context.send(
              new ListActivitiesCommand({
                maxResults: PAGE_SIZE,
                nextToken: token,
              }),
            ),
          page => page.nextToken,
        );
        for await (const page of listed) {
          nodes.push(
            ...(page.activities ?? []).map(activity =>
              activityNode(context, activity),
            ),
          );
        }
      });

    const readStateMachines = async () => {
      const listed = context.pages(
        'state machines',
        token =>
          context.send(
            new ListStateMachinesCommand({
              maxResults: PAGE_SIZE,
              nextToken: token,
            }),
          ),
        page => page.nextToken,
      );
      for await (const page of listed) {
        for (const { stateMachineArn, name } of page.stateMachines ?? []) {
          context.resources.add(
            'state machine',
            name ?? stateMachineArn ?? '',
            async () => {
              const found = stateMachineFindings(
                context,
                await context.send(
                  new DescribeStateMachineCommand({ stateMachineArn }),
                ),
              );
              nodes.push(...found.nodes);
              edges.push(...found.edges);
              taskDefinitionReferences.push(...found.taskDefinitionReferences);
            },
          );
        }
      }
    };

    await Promise.all([readStateMachines(), readActivities()]);
    await context.resources.done();
    return { nodes, edges, taskDefinitionReferences };
  },
};

export function activityNode(
  place: ReadingPlace,
  activity: ActivityListItem,
): TopologyNodeOf<'activity'> {
  const id = activity.activityArn ?? '';
  return makeNode(place, 'activity', id, activity.name ?? id, {
    ...(activity.creationDate && {
      creationDate: activity.creationDate.toISOString(),
    }),
  });
}

/** A state machine with the edges that its definition gives. */
export function stateMachineFindings(
  place: ReadingPlace,
  machine: Partial<DescribeStateMachineCommandOutput>,
): {
  nodes: TopologyNode[];
  edges: TopologyEdge[];
  taskDefinitionReferences: string[];
} {
  const id = machine.stateMachineArn ?? '';
  const { stateCount, tasks } = readStateMachine(machine.definition ?? '{}');
  const nodes: TopologyNode[] = [
    makeNode(
      place,
      'state-machine',
      id,
      machine.name ?? id,
      withoutUndefined<StateMachineAttributes>({
        type: machine.type ?? 'STANDARD',
        status: machine.status,
        stateCount,
        loggingLevel: machine.loggingConfiguration?.level,
        tracingEnabled: machine.tracingConfiguration?.enabled,
      }),
    ),
  ];
  const edges: TopologyEdge[] = [];
  for (const task of tasks) {
    const target = taskTarget(place, task);
    if (!target) {
      continue;
    }
    if (target.external) {
      nodes.push(target.external);
    }
    edges.push(
      makeEdge({
        from: id,
        kind: EDGE_KINDS[task.action],
        to: target.nodeId,
        confidence: 'configured',
        evidence: {
          scope: place.scope,
          source: 'aws-api',
          operation: 'states:DescribeStateMachine',
          field: `definition.${task.field}`,
          value: task.target,
        },
        details: {
          stateName: task.stateName,
          ...(task.action === 'run-task' && { runMode: task.runMode }),
        },
        discriminator: task.stateName,
      }),
    );
  }
  return {
    nodes,
    edges,
    taskDefinitionReferences: tasks
      .filter(task => task.action === 'run-task')
      .map(task => task.target),
  };
}

function taskTarget(
  place: ReadingPlace,
  task: StateMachineTask,
): { nodeId: string; external?: TopologyNodeOf<'external'> } | undefined {
  switch (task.action) {
    case 'run-task':
      return { nodeId: taskDefinitionNodeId(task.target, place) };
    case 'send-message': {
      const nodeId = queueArnOfUrl(task.target, place.region);
      return nodeId ? { nodeId } : undefined;
    }
    case 'put-records':
      return { nodeId: streamNodeId(task.target, place) };
    case 'put-events':
      return { nodeId: busNodeId(task.target, place) };
    case 'invoke-function':
      return { nodeId: functionNodeId(task.target, place) };
    case 'call-http': {
      if (!URL.canParse(task.target)) {
        return undefined;
      }
      const external = hostNode(place, new URL(task.target));
      return { nodeId: external.id, external };
    }
    default:
      return parseArn(task.target)
        ? { nodeId: nodeIdOfArn(task.target) }
        : undefined;
  }
}
