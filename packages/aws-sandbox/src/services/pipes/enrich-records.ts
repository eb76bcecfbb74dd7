import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { AwsError, World } from '../../core';
import { callApiDestination } from '../events/delivery/call-api-destination';
import { findApiDestination } from '../events/delivery/find-api-destination';
import { fillInputTemplate } from './input-template';
import { StoredPipe } from './state';

/** Whether the sandbox has what a pipe would be enriched by. */
export function isEnrichment(arn: string): boolean {
  const parsed = parseArn(arn);
  return (
    parsed?.service === 'lambda' ||
    (parsed?.service === 'events' &&
      parsed.resource.startsWith('api-destination/'))
  );
}

/**
 * Sends records through the enrichment of a pipe. What it answers takes their
 * place: a list as so many records, anything else as one; an empty answer
 * leaves nothing for the target.
 *
 * @throws AwsError when the enrichment fails; the records stay in the source
 */
export async function enrichRecords(
  world: World,
  pipe: StoredPipe,
  records: object[],
): Promise<object[]> {
  const arn = pipe.definition.Enrichment;
  if (!arn) {
    return records;
  }
  const parameters = pipe.definition.EnrichmentParameters ?? {};
  const payload = `[${records
    .map(record => fillInputTemplate(parameters.InputTemplate, record, pipe))
    .join(',')}]`;
  if (parseArn(arn)?.service === 'lambda') {
    return recordsIn(await invokeFunction(world, arn, payload));
  }
  const { destination, connection } = findApiDestination(world, arn);
  const { body } = await callApiDestination(
    world,
    destination,
    connection,
    payload,
    parameters.HttpParameters,
  );
  return recordsIn(body ?? '');
}

async function invokeFunction(
  world: World,
  arn: string,
  payload: string,
): Promise<string> {
  const scope = parseArn(arn);
  const invoke = world.services.find(service => service.id === 'lambda')
    ?.operations.Invoke;
  if (!scope || !invoke) {
    throw new AwsError(
      'ResourceNotFoundException',
      `Function not found: ${arn}`,
      404,
    );
  }
  const { Payload, FunctionError } = await invoke(
    { FunctionName: arn, Payload: Buffer.from(payload, 'utf8') },
    {
      world,
      accountId: scope.accountId,
      region: scope.region,
      requestId: arn,
      principalArn: 'pipes.amazonaws.com',
      signal: new AbortController().signal,
    },
  );
  const answer = Payload ? Buffer.from(Payload).toString('utf8') : '';
  if (FunctionError) {
    throw new AwsError(
      'EnrichmentFailed',
      `The enrichment ${arn} failed: ${answer}`,
    );
  }
  return answer;
}

function recordsIn(answer: string): object[] {
  let value: unknown;
  try {
    value = JSON.parse(answer);
  } catch {
    return [];
  }
  const list = Array.isArray(value) ? value : [value];
  return list.filter(
    record =>
      typeof record === 'object' &&
      record !== null &&
      Object.keys(record).length > 0,
  );
}
