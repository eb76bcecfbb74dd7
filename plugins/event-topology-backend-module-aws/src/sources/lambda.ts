import {
  EventSourceMappingConfiguration,
  FunctionConfiguration,
  LambdaClient,
  ListEventSourceMappingsCommand,
  ListFunctionsCommand,
} from '@aws-sdk/client-lambda';
import {
  EdgeDetails,
  Evidence,
  FunctionAttributes,
  TopologyEdge,
  TopologyNode,
  TopologyNodeOf,
} from '@ecs-eda/plugin-event-topology-common';
import { nodeIdOfArn, streamConsumerName } from '../arns/node-id';
import { makeEdge, withoutUndefined } from '../findings/make-edge';
import { ReadingPlace, makeNode } from '../findings/make-node';
import { polledSources } from '../findings/polled-sources';
import { AwsSource } from './aws-source';

const FUNCTIONS_PER_PAGE = 50;
const MAPPINGS_PER_PAGE = 100;

/**
 * Functions and event source mappings. 1 call for 50 functions, 1 for 100
 * mappings. Functions that no event reaches are left out when all is joined.
 */
export const lambdaSource: AwsSource = {
  service: 'lambda',
  scope: 'region',
  createClient: config => new LambdaClient(config),

  async read(context) {
    const nodes: TopologyNode[] = [];
    const edges: TopologyEdge[] = [];

    const readMappings = () =>
      context.resources.attempt('event source mappings', async () => {
        const listed = context.pages(
          'event source mappings',
          token =>
            context.send(
              new ListEventSourceMappingsCommand({
                MaxItems: MAPPINGS_PER_PAGE,
                Marker: token,
              }),
            ),
          page => page.NextMarker,
        );
        for await (const page of listed) {
          for (const mapping of page.EventSourceMappings ?? []) {
            const found = mappingFindings(context, mapping);
            nodes.push(...found.nodes);
            edges.push(...found.edges);
          }
        }
      });
    const readFunctions = async () => {
      const listed = context.pages(
        'functions',
        token =>
          context.send(
            new ListFunctionsCommand({
              MaxItems: FUNCTIONS_PER_PAGE,
              Marker: token,
            }),
          ),
        page => page.NextMarker,
      );
      for await (const page of listed) {
        for (const configuration of page.Functions ?? []) {
          nodes.push(functionNode(context, configuration));
          edges.push(...deadLetterEdges(context, configuration));
        }
      }
    };

    await Promise.all([readFunctions(), readMappings()]);
    return { nodes, edges };
  },
};

export function functionNode(
  place: ReadingPlace,
  configuration: FunctionConfiguration,
): TopologyNodeOf<'function'> {
  const id = nodeIdOfArn(configuration.FunctionArn ?? '');
  return makeNode(
    place,
    'function',
    id,
    configuration.FunctionName ?? id,
    withoutUndefined<FunctionAttributes>({
      runtime: configuration.Runtime,
      handler: configuration.Handler,
      state: configuration.State,
      memorySizeMegabytes: configuration.MemorySize,
      timeoutSeconds: configuration.Timeout,
    }),
  );
}

function deadLetterEdges(
  place: ReadingPlace,
  configuration: FunctionConfiguration,
): TopologyEdge[] {
  const target = configuration.DeadLetterConfig?.TargetArn;
  if (!target) {
    return [];
  }
  return [
    makeEdge({
      from: nodeIdOfArn(configuration.FunctionArn ?? ''),
      kind: 'dead-letters',
      to: target,
      confidence: 'configured',
      evidence: {
        scope: place.scope,
        source: 'aws-api',
        operation: 'lambda:ListFunctions',
        field: 'Functions[].DeadLetterConfig.TargetArn',
        value: target,
      },
    }),
  ];
}

/** Streams are tried until a record is too old when -1 is set, which is no number of attempts. */
function retryAttempts(attempts: number | undefined): number | undefined {
  return attempts === -1 ? undefined : attempts;
}

/** The edges from what a function polls, and to where failed batches go. */
export function mappingFindings(
  place: ReadingPlace,
  mapping: EventSourceMappingConfiguration,
): { nodes: TopologyNode[]; edges: TopologyEdge[] } {
  const functionArn = mapping.FunctionArn;
  const kafka =
    mapping.SelfManagedEventSource?.Endpoints?.KAFKA_BOOTSTRAP_SERVERS?.[0];
  const source = mapping.EventSourceArn ?? kafka;
  if (!functionArn || !source) {
    return { nodes: [], edges: [] };
  }
  const polled = polledSources(place, {
    arn: source,
    topics: mapping.Topics,
    queues: mapping.Queues,
    virtualHost: mapping.SourceAccessConfigurations?.find(
      ({ Type }) => Type === 'VIRTUAL_HOST',
    )?.URI,
    consumerGroup: (
      mapping.AmazonManagedKafkaEventSourceConfig ??
      mapping.SelfManagedKafkaEventSourceConfig
    )?.ConsumerGroupId,
  });
  const evidence = (field: string, value: string): Evidence => ({
    scope: place.scope,
    source: 'aws-api',
    operation: 'lambda:ListEventSourceMappings',
    field: `EventSourceMappings[].${field}`,
    value,
    ...(mapping.EventSourceMappingArn && {
      resourceArn: mapping.EventSourceMappingArn,
    }),
  });
  const patterns = (mapping.FilterCriteria?.Filters ?? []).flatMap(
    filter => filter.Pattern ?? [],
  );
  const onFailure = mapping.DestinationConfig?.OnFailure?.Destination;
  const to = nodeIdOfArn(functionArn);
  const edges = polled.map(({ id, details, part, discriminator }) =>
    makeEdge({
      from: id,
      kind: 'polls',
      to,
      confidence: 'configured',
      evidence: [
        evidence(
          mapping.EventSourceArn
            ? 'EventSourceArn'
            : 'SelfManagedEventSource.Endpoints',
          source,
        ),
        ...(part
          ? [evidence(details.queueName ? 'Queues[]' : 'Topics[]', part)]
          : []),
      ],
      discriminator,
      details: withoutUndefined<EdgeDetails>({
        batchSize: mapping.BatchSize,
        filterPolicy:
          patterns.length > 1 ? `[${patterns.join(',')}]` : patterns[0],
        deadLetterArn: onFailure,
        maximumRetryAttempts: retryAttempts(mapping.MaximumRetryAttempts),
        consumerName: streamConsumerName(source),
        ...details,
      }),
    }),
  );
  if (onFailure) {
    edges.push(
      makeEdge({
        from: to,
        kind: 'dead-letters',
        to: onFailure,
        confidence: 'configured',
        evidence: evidence(
          'DestinationConfig.OnFailure.Destination',
          onFailure,
        ),
        discriminator: source,
      }),
    );
  }
  return { nodes: polled.flatMap(({ node }) => node ?? []), edges };
}
