import {
  DescribePipeCommand,
  DescribePipeCommandOutput,
  ListPipesCommand,
  PipesClient,
  PipeSourceParameters,
} from '@aws-sdk/client-pipes';
import {
  EdgeDetails,
  Evidence,
  PipeAttributes,
  TopologyEdge,
  TopologyNode,
  TopologyNodeOf,
} from '@ecs-eda/plugin-event-topology-common';
import {
  nodeIdOfArn,
  streamConsumerName,
  taskDefinitionNodeId,
} from '../arns/node-id';
import { makeEdge, withoutUndefined } from '../findings/make-edge';
import { ReadingPlace, makeNode } from '../findings/make-node';
import { PolledSource, polledSources } from '../findings/polled-sources';
import { AwsSource } from './aws-source';

const PAGE_SIZE = 100;

/**
 * Pipes. 1 call a 100 pipes, and 1 a pipe: only its description tells the
 * filter, the batch, the dead-letter queue and the task that it runs.
 */
export const pipesSource: AwsSource = {
  service: 'pipes',
  scope: 'region',
  createClient: config => new PipesClient(config),

  async read(context) {
    const nodes: TopologyNode[] = [];
    const edges: TopologyEdge[] = [];
    const taskDefinitionReferences: string[] = [];
    const listed = context.pages(
      'pipes',
      token =>
        context.send(
          new ListPipesCommand({ Limit: PAGE_SIZE, NextToken: token }),
        ),
      page => page.NextToken,
    );
    for await (const page of listed) {
      for (const { Name } of page.Pipes ?? []) {
        if (!Name) {
          continue;
        }
        context.resources.add('pipe', Name, async () => {
          const pipe = await context.send(new DescribePipeCommand({ Name }));
          const found = pipeFindings(context, pipe);
          nodes.push(...found.nodes);
          edges.push(...found.edges);
          const taskDefinition =
            pipe.TargetParameters?.EcsTaskParameters?.TaskDefinitionArn;
          if (taskDefinition) {
            taskDefinitionReferences.push(taskDefinition);
          }
        });
      }
    }
    await context.resources.done();
    return { nodes, edges, taskDefinitionReferences };
  },
};

/** A pipe with the edges from its source, to its target, enrichment and dead-letter queue. */
export function pipeFindings(
  place: ReadingPlace,
  pipe: Partial<DescribePipeCommandOutput>,
): { nodes: TopologyNode[]; edges: TopologyEdge[] } {
  const id = pipe.Arn ?? '';
  const node: TopologyNodeOf<'pipe'> = makeNode(
    place,
    'pipe',
    id,
    pipe.Name ?? id,
    withoutUndefined<PipeAttributes>({
      currentState: pipe.CurrentState ?? 'RUNNING',
      desiredState: pipe.DesiredState ?? 'RUNNING',
      sourceArn: pipe.Source ?? '',
      targetArn: pipe.Target ?? '',
      enrichmentArn: pipe.Enrichment || undefined,
      stateReason: pipe.StateReason || undefined,
    }),
    pipe.Tags,
  );
  const nodes: TopologyNode[] = [node];
  const edges: TopologyEdge[] = [];
  const evidence = (field: string, value: string): Evidence => ({
    scope: place.scope,
    source: 'aws-api',
    operation: 'pipes:DescribePipe',
    field,
    value,
  });
  const source = sourceParameters(pipe.SourceParameters);

  if (pipe.Source) {
    const polled = polledOf(place, pipe.Source, pipe.SourceParameters);
    nodes.push(...polled.flatMap(({ node: known }) => known ?? []));
    edges.push(
      ...polled.map(({ id: from, details, part }) =>
        makeEdge({
          from,
          kind: 'polls',
          to: id,
          confidence: 'configured',
          evidence: [
            evidence('Source', pipe.Source ?? ''),
            ...(part
              ? [
                  evidence(
                    details.queueName
                      ? `SourceParameters.${
                          pipe.SourceParameters?.RabbitMQBrokerParameters
                            ? 'RabbitMQBrokerParameters'
                            : 'ActiveMQBrokerParameters'
                        }.QueueName`
                      : 'SourceParameters.ManagedStreamingKafkaParameters.TopicName',
                    part,
                  ),
                ]
              : []),
          ],
          details: withoutUndefined<EdgeDetails>({
            batchSize: source?.BatchSize,
            filterPolicy: filterOf(pipe.SourceParameters),
            deadLetterArn: source?.DeadLetterConfig?.Arn,
            consumerName: streamConsumerName(pipe.Source ?? ''),
            ...details,
          }),
        }),
      ),
    );
  }
  if (pipe.Enrichment) {
    edges.push(
      makeEdge({
        from: id,
        kind: 'invokes',
        to: nodeIdOfArn(pipe.Enrichment),
        confidence: 'configured',
        evidence: evidence('Enrichment', pipe.Enrichment),
      }),
    );
  }
  if (pipe.Target) {
    const task = pipe.TargetParameters?.EcsTaskParameters;
    edges.push(
      makeEdge({
        from: id,
        kind: 'delivers',
        // The target's own ARN is merely the cluster that the task runs on.
        to: task?.TaskDefinitionArn
          ? taskDefinitionNodeId(task.TaskDefinitionArn, place)
          : nodeIdOfArn(pipe.Target),
        confidence: 'configured',
        evidence: task?.TaskDefinitionArn
          ? evidence(
              'TargetParameters.EcsTaskParameters.TaskDefinitionArn',
              task.TaskDefinitionArn,
            )
          : evidence('Target', pipe.Target),
        details: task ? { taskCount: task.TaskCount ?? 1 } : undefined,
      }),
    );
  }
  if (source?.DeadLetterConfig?.Arn) {
    edges.push(
      makeEdge({
        from: id,
        kind: 'dead-letters',
        to: source.DeadLetterConfig.Arn,
        confidence: 'configured',
        evidence: evidence(
          'SourceParameters.*.DeadLetterConfig.Arn',
          source.DeadLetterConfig.Arn,
        ),
      }),
    );
  }
  return { nodes, edges };
}

/** What a pipe reads from: a topic of a cluster, a queue of a broker, or its source itself. */
function polledOf(
  place: ReadingPlace,
  arn: string,
  parameters: PipeSourceParameters = {},
): PolledSource[] {
  const kafka =
    parameters.ManagedStreamingKafkaParameters ??
    parameters.SelfManagedKafkaParameters;
  const queue =
    parameters.ActiveMQBrokerParameters ?? parameters.RabbitMQBrokerParameters;
  return polledSources(place, {
    arn,
    topics: kafka?.TopicName ? [kafka.TopicName] : [],
    consumerGroup: kafka?.ConsumerGroupID,
    queues: queue?.QueueName ? [queue.QueueName] : [],
    virtualHost: parameters.RabbitMQBrokerParameters?.VirtualHost,
  });
}

/** The parameters of the one kind of source that a pipe has. */
function sourceParameters(
  parameters?: PipeSourceParameters,
): { BatchSize?: number; DeadLetterConfig?: { Arn?: string } } | undefined {
  return (
    parameters?.SqsQueueParameters ??
    parameters?.KinesisStreamParameters ??
    parameters?.DynamoDBStreamParameters ??
    parameters?.ManagedStreamingKafkaParameters ??
    parameters?.SelfManagedKafkaParameters ??
    parameters?.ActiveMQBrokerParameters ??
    parameters?.RabbitMQBrokerParameters
  );
}

/** The filter patterns, as one JSON text: several of them mean any of them. */
function filterOf(parameters?: PipeSourceParameters): string | undefined {
  const patterns = (parameters?.FilterCriteria?.Filters ?? []).flatMap(
    filter => filter.Pattern ?? [],
  );
  if (patterns.length === 0) {
    return undefined;
  }
  return patterns.length === 1 ? patterns[0] : `[${patterns.join(',')}]`;
}
