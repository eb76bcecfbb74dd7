import {
  ScopeKey,
  TopologyEdge,
  TopologyNode,
  consoleUrl,
  parseArn,
} from '@ecs-eda/plugin-event-topology-common';
import {
  DiscoveryOptions,
  DiscoveryResult,
  TopologySource,
} from '@ecs-eda/plugin-event-topology-node';
import { abortError } from '../calls/abort-gate';
import { AwsCalls } from '../calls/aws-calls';
import { CallCounter } from '../calls/call-counter';
import { CallScope, GLOBAL_REGION, scopeKeyOf } from '../calls/call-scope';
import { isAbort } from '../calls/classify-error';
import { AwsAccountConfig } from '../config/aws-config';
import { accountOfNodeId } from '../findings/account-node-id';
import { Findings, emptyFindings, mergeFindings } from '../findings/findings';
import { linkTopology } from '../linking/link-topology';
import { ImmutableCache } from '../memory/immutable-cache';
import { AwsSource, Reach } from '../sources/aws-source';
import { awsSources } from '../sources';
import { ScopeReading, readScope } from './scope-reading';
import { checkSourceOrder } from './source-order';

interface PlannedScope {
  source: AwsSource;
  scope: CallScope;
  key: ScopeKey;
}

/**
 * Reads the event topology of all configured accounts and regions. Every
 * service of each is a scope of its own, read beside all others; then one
 * topology is made of what they found.
 */
export class AwsTopologySource implements TopologySource {
  readonly id = 'aws';
  readonly #calls: AwsCalls;
  readonly #accounts: AwsAccountConfig[];
  readonly #sources: readonly AwsSource[];
  readonly #immutable = new ImmutableCache();

  /**
   * What each scope gave when it was last readable. When a scope fails, links
   * between other scopes' resources that rest on it still hold; its own nodes
   * and edges are not given out again, for the backend keeps them.
   */
  readonly #remembered = new Map<ScopeKey, Findings>();

  /** @throws Error when sources wait for each other */
  constructor(options: {
    calls: AwsCalls;
    accounts: AwsAccountConfig[];
    sources?: readonly AwsSource[];
  }) {
    this.#calls = options.calls;
    this.#accounts = options.accounts;
    this.#sources = options.sources ?? awsSources;
    checkSourceOrder(this.#sources);
  }

  isConfigured(): boolean {
    return this.#accounts.length > 0;
  }

  async discover(options: DiscoveryOptions): Promise<DiscoveryResult> {
    if (options.signal.aborted) {
      throw abortError(options.signal.reason);
    }
    // One scope that throws must end the others too, or they read on unheard.
    const stop = new AbortController();
    const signal = AbortSignal.any([options.signal, stop.signal]);
    try {
      return await this.#discover({ ...options, signal });
    } catch (error) {
      if (isAbort(error, options.signal)) {
        throw abortError(options.signal.reason);
      }
      throw error;
    } finally {
      stop.abort();
    }
  }

  async #discover(options: DiscoveryOptions): Promise<DiscoveryResult> {
    const planned = this.#plan();
    const readings = await this.#readAll(planned, options);

    const failed = new Set(
      readings
        .filter(({ report }) => report.status === 'failed')
        .map(({ report }) => report.key),
    );
    const incomplete = new Set(
      readings
        .filter(({ report }) => report.status !== 'complete')
        .map(({ report }) => report.key),
    );
    const linked = linkTopology(
      mergeFindings(
        readings.map(({ report, findings }) =>
          this.#usable(report.key, failed.has(report.key), findings),
        ),
      ),
      id => this.#explainUnread(id, planned, incomplete),
    );
    for (const { report, findings } of readings) {
      if (!failed.has(report.key)) {
        this.#remembered.set(report.key, findings);
      }
    }

    const counter = new CallCounter();
    readings.forEach(reading => counter.add(reading.counter));
    return {
      nodes: linked.nodes
        .filter(node => !failed.has(node.scope))
        .map(withConsoleUrl),
      edges: linked.edges.filter(edge => !restsOn(edge, failed)),
      scopes: readings.map(({ report }) => report),
      callsByOperation: counter.byOperation(),
    };
  }

  #plan(): PlannedScope[] {
    return this.#accounts.flatMap(({ accountId, regions }) =>
      this.#sources.flatMap(source =>
        (source.scope === 'account' ? [GLOBAL_REGION] : regions).map(region => {
          const scope = { accountId, region, service: source.service };
          return { source, scope, key: scopeKeyOf(scope) };
        }),
      ),
    );
  }

  async #readAll(
    planned: PlannedScope[],
    options: DiscoveryOptions,
  ): Promise<ScopeReading[]> {
    const readings = new Map<ScopeKey, Promise<ScopeReading>>();
    let done = 0;
    options.onProgress?.({ done, total: planned.length });

    const findingsOf =
      (asking: CallScope) => async (services: string[], reach: Reach) => {
        const answering = planned.filter(
          ({ scope }) =>
            services.includes(scope.service) && within(asking, scope, reach),
        );
        const ended = await Promise.all(
          answering.map(({ key }) => readings.get(key)),
        );
        return mergeFindings(
          ended.flatMap(reading =>
            reading
              ? this.#usable(
                  reading.report.key,
                  reading.report.status === 'failed',
                  reading.findings,
                )
              : [],
          ),
        );
      };

    const read = async ({ source, scope }: PlannedScope) => {
      // All readings are in the map before the first one asks for another.
      await Promise.resolve();
      const reading = await readScope({
        source,
        scope,
        calls: this.#calls,
        signal: options.signal,
        logger: options.logger,
        immutable: this.#immutable,
        findingsOf: findingsOf(scope),
      });
      done += 1;
      options.onProgress?.({ done, total: planned.length });
      return reading;
    };
    for (const one of planned) {
      readings.set(one.key, read(one));
    }
    return Promise.all(readings.values());
  }

  #usable(key: ScopeKey, failed: boolean, findings: Findings): Findings {
    return failed ? this.#remembered.get(key) ?? emptyFindings() : findings;
  }

  #explainUnread(
    id: string,
    planned: PlannedScope[],
    incomplete: ReadonlySet<ScopeKey>,
  ): string {
    const wholeAccount = accountOfNodeId(id);
    if (wholeAccount) {
      return `Somebody in account ${wholeAccount}, which is not among eventTopology.aws.accounts.`;
    }
    const arn = parseArn(id);
    if (!arn) {
      return 'Outside AWS.';
    }
    const account = this.#accounts.find(one => one.accountId === arn.accountId);
    if (arn.accountId && !account) {
      return `In account ${arn.accountId}, which is not among eventTopology.aws.accounts.`;
    }
    if (arn.region && account && !account.regions.includes(arn.region)) {
      return `In region ${arn.region}, which is not among the regions that are read of account ${arn.accountId}.`;
    }
    // A REST API's ARN has no account.
    const scopes = planned.filter(
      ({ scope }) =>
        scope.service === arn.service &&
        scope.region === arn.region &&
        (scope.accountId === arn.accountId || !arn.accountId),
    );
    if (scopes.some(({ key }) => incomplete.has(key))) {
      return `It could not be read: see ${arn.service} in this account and region.`;
    }
    if (scopes.length > 0) {
      return 'It was not found where it should be: it may have been deleted.';
    }
    return `The event map does not read ${arn.service}.`;
  }
}

function within(asking: CallScope, other: CallScope, reach: Reach): boolean {
  if (reach === 'all') {
    return true;
  }
  return (
    asking.accountId === other.accountId &&
    (reach === 'account' || asking.region === other.region)
  );
}

function restsOn(edge: TopologyEdge, failed: ReadonlySet<ScopeKey>): boolean {
  return edge.evidence.every(({ scope }) => failed.has(scope));
}

function withConsoleUrl(node: TopologyNode): TopologyNode {
  const url = consoleUrl(node.kind, node.id);
  return url ? { ...node, consoleUrl: url } : node;
}
