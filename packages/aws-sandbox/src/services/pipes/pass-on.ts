import { compileEventPattern } from '@ecs-eda/plugin-event-topology-common';
import { World } from '../../core';
import { deliverRecords } from './deliver-records';
import { enrichRecords } from './enrich-records';
import { withParsedBody } from './input-template';
import { StoredPipe } from './state';

/**
 * Takes what a pipe's source gave through its filter and its enrichment to its
 * target.
 *
 * @throws AwsError when the enrichment or the target fails; the records stay in the source
 */
export async function passOn(
  world: World,
  pipe: StoredPipe,
  records: object[],
): Promise<void> {
  const wanted = records.filter(filterOf(pipe));
  if (wanted.length > 0) {
    await deliverRecords(world, pipe, await enrichRecords(world, pipe, wanted));
  }
  if (pipe.stateReason) {
    pipe.stateReason = undefined;
    pipe.currentState = 'RUNNING';
  }
}

function filterOf(pipe: StoredPipe): (record: object) => boolean {
  const filters =
    pipe.definition.SourceParameters?.FilterCriteria?.Filters ?? [];
  if (filters.length === 0) {
    return () => true;
  }
  const matchers = filters.map(filter =>
    compileEventPattern(filter.Pattern ?? '{}'),
  );
  return record => matchers.some(matches => matches(withParsedBody(record)));
}
