import { LoggerService } from '@backstage/backend-plugin-api';
import { ScopeError, ScopeReport } from '@ecs-eda/plugin-event-topology-common';
import { AwsCalls } from '../calls/aws-calls';
import { CallCounter } from '../calls/call-counter';
import { CallScope, scopeKeyOf } from '../calls/call-scope';
import { classifyError, isAbort } from '../calls/classify-error';
import { AwsCallError } from '../calls/aws-call-error';
import { pages } from '../calls/pages';
import { Findings, emptyFindings } from '../findings/findings';
import { ImmutableCache } from '../memory/immutable-cache';
import { AwsSource, Reach } from '../sources/aws-source';
import { ResourceReads } from '../sources/resource-reads';

/** What reading one scope gave. */
export interface ScopeReading {
  report: ScopeReport;
  findings: Findings;
  counter: CallCounter;
}

/**
 * Reads one service in one account and region. A fault of the scope is in its
 * report; nothing of it reaches other scopes.
 *
 * @throws AbortError when the signal is aborted
 */
export async function readScope(options: {
  source: AwsSource;
  scope: CallScope;
  calls: AwsCalls;
  signal: AbortSignal;
  logger: LoggerService;
  immutable: ImmutableCache;
  findingsOf(services: string[], reach: Reach): Promise<Findings>;
}): Promise<ScopeReading> {
  const { source, scope, calls, signal, logger, immutable } = options;
  const startedAt = performance.now();
  const counter = new CallCounter();
  const resources = new ResourceReads(calls.budget(scope.service).concurrency);
  const key = scopeKeyOf(scope);

  let findings = emptyFindings();
  let failure: ScopeError | undefined;
  try {
    const found = await source.read({
      accountId: scope.accountId,
      region: scope.region,
      scope: key,
      signal,
      logger,
      immutable,
      resources,
      send: calls.sender(scope, config => source.createClient(config), {
        signal,
        counter,
      }),
      pages: (name, fetchPage, tokenOf) =>
        pages(fetchPage, tokenOf, () =>
          resources.fault(name, repeatedToken(name)),
        ),
      findingsOf: (services, reach) => {
        const undeclared = services.find(one => !source.after?.includes(one));
        if (undeclared) {
          throw new Error(
            `The source '${source.service}' reads findings of '${undeclared}' without having it in 'after'`,
          );
        }
        return options.findingsOf(services, reach);
      },
    });
    findings = { ...findings, ...found };
  } catch (error) {
    if (isAbort(error, signal)) {
      throw error;
    }
    if (!(error instanceof AwsCallError)) {
      logger.error(`Reading ${key} failed`, asError(error));
    }
    failure = classifyError(error, undefined, scope).toScopeError();
  }

  const errors = [...(failure ? [failure] : []), ...resources.errors()];
  const finishedAt = new Date().toISOString();
  const status = statusOf(failure !== undefined, errors);
  return {
    findings,
    counter,
    report: {
      key,
      ...scope,
      status,
      finishedAt,
      durationSeconds: Math.round(performance.now() - startedAt) / 1000,
      calls: counter.total,
      ...(status === 'complete' && { lastCompleteAt: finishedAt }),
      errors,
    },
  };
}

function statusOf(failed: boolean, errors: ScopeError[]) {
  if (failed) {
    return 'failed';
  }
  return errors.length > 0 ? 'partial' : 'complete';
}

function repeatedToken(name: string): AwsCallError {
  return new AwsCallError({
    kind: 'unusable-answer',
    code: 'RepeatedPageToken',
    message: `The list of ${name} answered with a page token that it had given before; what follows was not read.`,
    remedy:
      'The endpoint does not page as AWS does. Check `eventTopology.aws.endpoint`; AWS itself never does this.',
  });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
