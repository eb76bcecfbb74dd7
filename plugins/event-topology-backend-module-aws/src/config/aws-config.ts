import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { BUDGETED_SERVICES, Budget } from '../calls/budget';

/** An account that is read. */
export interface AwsAccountConfig {
  accountId: string;
  regions: string[];
  name?: string;
}

/** `eventTopology.aws`, checked. */
export interface AwsConfig {
  accounts: AwsAccountConfig[];
  endpoint?: string;
  budgets: Record<string, Partial<Budget>>;
  /** How old figures from CloudWatch may get before they are asked for again. */
  metricsMilliseconds: number;
}

const KEY = 'eventTopology.aws';

/** CloudWatch has one value a minute of the metrics that the map shows, and each costs money. */
const METRICS_MILLISECONDS = 60_000;

/**
 * Reads `eventTopology.aws`.
 *
 * @throws InputError that begins with the key of the value that is wrong
 */
export function readAwsConfig(rootConfig: Config): AwsConfig {
  const config = rootConfig.getOptionalConfig(KEY);
  const endpoint = readEndpoint(config);
  return {
    accounts: readAccounts(config),
    ...(endpoint && { endpoint }),
    budgets: readBudgets(config),
    metricsMilliseconds: readMetricsFrequency(config, endpoint !== undefined),
  };
}

function readAccounts(config: Config | undefined): AwsAccountConfig[] {
  const seen = new Set<string>();
  return (config?.getOptionalConfigArray('accounts') ?? []).map(
    (account, index) => {
      const key = `${KEY}.accounts[${index}]`;
      // A number would have lost its leading zeros by now.
      const accountId = account.getOptional('accountId');
      if (typeof accountId !== 'string' || !/^\d{12}$/.test(accountId)) {
        throw new InputError(
          `${key}.accountId must be the account's 12 digits in quotes, and is ${JSON.stringify(
            accountId,
          )}`,
        );
      }
      if (seen.has(accountId)) {
        throw new InputError(
          `${key}.accountId: account ${accountId} is given twice; put its regions into one entry`,
        );
      }
      seen.add(accountId);
      const regions = account.getOptionalStringArray('regions') ?? [];
      if (regions.length === 0) {
        throw new InputError(
          `${key}.regions must name at least one region, such as eu-central-1`,
        );
      }
      for (const region of regions) {
        if (!/^[a-z]{2}(-[a-z]+)+-\d+$/.test(region)) {
          throw new InputError(
            `${key}.regions: '${region}' is not the code of an AWS region, such as eu-central-1`,
          );
        }
      }
      const name = account.getOptionalString('name');
      return {
        accountId,
        regions: [...new Set(regions)],
        ...(name && { name }),
      };
    },
  );
}

function readEndpoint(config: Config | undefined): string | undefined {
  const endpoint = config?.getOptionalString('endpoint');
  if (endpoint === undefined) {
    return undefined;
  }
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new InputError(
      `${KEY}.endpoint must be an http or https URL, such as http://127.0.0.1:4566, and is '${endpoint}'`,
    );
  }
  return endpoint;
}

function readBudgets(
  config: Config | undefined,
): Record<string, Partial<Budget>> {
  const budgets = config?.getOptionalConfig('budgets');
  return Object.fromEntries(
    (budgets?.keys() ?? []).map(service => {
      if (!BUDGETED_SERVICES.includes(service)) {
        throw new InputError(
          `${KEY}.budgets.${service}: there is no such service; known are ${BUDGETED_SERVICES.join(
            ', ',
          )}`,
        );
      }
      return [service, readBudget(service, budgets!.getConfig(service))];
    }),
  );
}

function readBudget(service: string, config: Config): Partial<Budget> {
  const budget: Partial<Budget> = {};
  for (const key of config.keys()) {
    if (key !== 'perSecond' && key !== 'burst' && key !== 'concurrency') {
      throw new InputError(
        `${KEY}.budgets.${service}.${key}: a budget has perSecond, burst and concurrency`,
      );
    }
    const value = config.getNumber(key);
    const minimum = key === 'perSecond' ? 0.01 : 1;
    if (!(value >= minimum) || (key === 'concurrency' && value % 1 !== 0)) {
      throw new InputError(
        `${KEY}.budgets.${service}.${key} must be ${
          key === 'concurrency' ? 'a whole number' : 'a number'
        } of at least ${minimum}, and is ${value}`,
      );
    }
    budget[key] = value;
  }
  return budget;
}

function readMetricsFrequency(
  config: Config | undefined,
  hasEndpoint: boolean,
): number {
  if (!config?.has('metricsFrequency')) {
    // An emulator's metrics cost nothing, and a demonstration should move.
    return hasEndpoint ? 0 : METRICS_MILLISECONDS;
  }
  try {
    return durationToMilliseconds(
      readDurationFromConfig(config, { key: 'metricsFrequency' }),
    );
  } catch (error) {
    throw new InputError(
      `${KEY}.metricsFrequency must be a duration, such as { minutes: 1 }`,
      error,
    );
  }
}
