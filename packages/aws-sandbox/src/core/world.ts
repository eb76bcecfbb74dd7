import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { Clock, SystemClock } from './clock';
import { AwsError } from './errors';
import { MetricStore } from './metrics';
import { Scope, scopeKey } from './scope';
import { Delivery, ServiceDefinition, ServiceId } from './service';

/** The service part of an ARN → the sandbox's service id, where they differ. */
const SERVICE_BY_ARN: Record<string, ServiceId> = {
  'execute-api': 'apigateway',
};

/**
 * All accounts and regions of one sandbox, in memory.
 */
export class World {
  readonly clock: Clock;
  readonly metrics: MetricStore;
  /** Where the server listens, such as `http://127.0.0.1:4566`; absent in a world without one. */
  baseUrl?: string;
  readonly #services = new Map<ServiceId, ServiceDefinition>();
  readonly #states = new Map<string, unknown>();

  constructor(services: ServiceDefinition[], options: { clock?: Clock } = {}) {
    this.clock = options.clock ?? new SystemClock();
    this.metrics = new MetricStore(this.clock);
    for (const service of services) {
      this.#services.set(service.id, service);
    }
  }

  /** Starts the recurring work of all services. */
  start(): void {
    for (const service of this.#services.values()) {
      service.start?.(this);
    }
  }

  get services(): ServiceDefinition[] {
    return [...this.#services.values()];
  }

  /** @throws Error when the world was made without this service */
  service(id: ServiceId): ServiceDefinition {
    const service = this.#services.get(id);
    if (!service) {
      throw new Error(`This world has no service '${id}'`);
    }
    return service;
  }

  /** The state of a service in one account and region; made on first use. */
  state<S>(id: ServiceId, scope: Scope): S {
    const service = this.service(id);
    const stateScope =
      service.stateScope === 'account'
        ? { accountId: scope.accountId, region: 'global' }
        : { accountId: scope.accountId, region: scope.region };
    const key = `${id}/${scopeKey(stateScope)}`;
    let state = this.#states.get(key);
    if (state === undefined) {
      state = service.createState(stateScope, this);
      this.#states.set(key, state);
    }
    return state as S;
  }

  /** Every state of a service made so far, with its scope. */
  states<S>(id: ServiceId): { scope: Scope; state: S }[] {
    const found: { scope: Scope; state: S }[] = [];
    for (const [key, state] of this.#states) {
      const [service, accountId, region] = key.split('/');
      if (service === id) {
        found.push({ scope: { accountId, region }, state: state as S });
      }
    }
    return found;
  }

  /**
   * Hands something to the resource that an ARN names, whatever its service.
   *
   * @throws AwsError when there is no such resource or it refuses
   */
  async deliver(delivery: Delivery): Promise<void> {
    const arn = parseArn(delivery.arn);
    const id = arn && (SERVICE_BY_ARN[arn.service] ?? arn.service);
    const service = id && this.#services.get(id as ServiceId);
    if (!service || !service.deliver) {
      throw new AwsError(
        'ResourceNotFoundException',
        `Nothing can be delivered to ${delivery.arn}`,
        404,
      );
    }
    await service.deliver(delivery, this);
  }
}
