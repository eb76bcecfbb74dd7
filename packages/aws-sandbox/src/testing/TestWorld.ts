import {
  ManualClock,
  RequestContext,
  Scope,
  ServiceDefinition,
  ServiceId,
  World,
} from '../core';

/** Where tests call from, unless they say otherwise. */
export const TEST_SCOPE: Scope = {
  accountId: '111111111111',
  region: 'eu-west-1',
};

/** A world on a manual clock whose operations are called in process, without HTTP. */
export class TestWorld {
  readonly clock = new ManualClock();
  readonly world: World;

  /** @param options - `started: false` leaves recurring work out, for tests that pass over days */
  constructor(
    services: ServiceDefinition[],
    options: { started?: boolean } = {},
  ) {
    this.world = new World(services, { clock: this.clock });
    if (options.started ?? true) {
      this.world.start();
    }
  }

  /** Calls an operation as a client of the account would. */
  async call<O = any>(
    service: ServiceId,
    operation: string,
    input: object = {},
    context: Partial<RequestContext> = {},
  ): Promise<O> {
    const run = this.world.service(service).operations[operation];
    if (!run) {
      throw new Error(`${service} has no operation ${operation}`);
    }
    return run(input, this.context(context));
  }

  context(context: Partial<RequestContext> = {}): RequestContext {
    const accountId = context.accountId ?? TEST_SCOPE.accountId;
    return {
      ...TEST_SCOPE,
      world: this.world,
      requestId: 'request',
      principalArn: `arn:aws:iam::${accountId}:root`,
      signal: new AbortController().signal,
      ...context,
    };
  }

  /** Sum of a count since the world began. */
  metricSum(
    namespace: string,
    metricName: string,
    dimensions: Record<string, string>,
    scope: Scope = TEST_SCOPE,
  ): number {
    const series = this.world.metrics.find(scope, {
      namespace,
      metricName,
      dimensions,
    });
    return (series?.samples ?? []).reduce((sum, one) => sum + one.value, 0);
  }
}
