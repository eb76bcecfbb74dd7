import { Scope, World } from '../../core';

const NAMESPACE = 'AWS/Lambda';

/** Records how old the last record of a batch was when the function got it; event sources that are streams. */
export function recordIteratorAge(
  world: World,
  scope: Scope,
  functionName: string,
  milliseconds: number,
): void {
  world.metrics.add(
    scope,
    {
      namespace: NAMESPACE,
      metricName: 'IteratorAge',
      dimensions: { FunctionName: functionName },
    },
    milliseconds,
  );
}

/** Records one invocation with its outcome and its duration in milliseconds. */
export function recordInvocation(
  world: World,
  scope: Scope,
  functionName: string,
  outcome: { failed: boolean; milliseconds: number },
): void {
  const metric = (metricName: string) => ({
    namespace: NAMESPACE,
    metricName,
    dimensions: { FunctionName: functionName },
  });
  world.metrics.count(scope, metric('Invocations'));
  world.metrics.count(scope, metric('Errors'), outcome.failed ? 1 : 0);
  world.metrics.add(scope, metric('Duration'), outcome.milliseconds);
}
