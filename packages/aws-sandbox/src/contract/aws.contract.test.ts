import { Check } from './check';
import { checksByService } from './checks';
import { ContractContext } from './contract-context';
import { ContractEndpoint, openContractEndpoint } from './contract-endpoint';
import { ContractReport, Outcome } from './contract-report';
import { UnsupportedOperationError } from './unsupported-operation';

// Checks wait for slow behaviour themselves, as long as the endpoint's patience lasts.
jest.setTimeout(30 * 60_000);

const report = new ContractReport();
let endpoint: ContractEndpoint;

beforeAll(async () => {
  endpoint = await openContractEndpoint();
});

afterAll(async () => {
  process.stdout.write(report.summary(endpoint.url));
  await endpoint.close();
});

describe.each(Object.entries(checksByService))('%s', (service, checks) => {
  it.each(checks.map((check): [string, Check] => [check.behaviour, check]))(
    '%s',
    async (behaviour, check) => {
      const outcome = await hold(`${service}: ${behaviour}`, check);
      expect(['passed', 'unsupported']).toContain(outcome);
    },
  );
});

describe('the sandbox', () => {
  it('supports and pages all that the contract asks for', () => {
    const missing = endpoint.isSandbox ? report.unsupportedOperations : [];
    const unpaged = endpoint.isSandbox ? report.unpagedLists : [];
    expect({ missing, unpaged }).toEqual({ missing: [], unpaged: [] });
  });
});

/** Another endpoint may lack an operation: that is counted and named, and is no failure. */
async function hold(name: string, check: Check): Promise<Outcome> {
  const context = new ContractContext(
    endpoint.aws,
    endpoint.accountId,
    endpoint.region,
    endpoint.network,
    report,
    name,
    endpoint.patienceSeconds,
  );
  try {
    await check.run(context);
    report.record(name, 'passed');
    return 'passed';
  } catch (error) {
    const unsupported = error instanceof UnsupportedOperationError;
    report.record(name, unsupported ? 'unsupported' : 'failed');
    if (unsupported) {
      report.recordUnsupported(error.operation, name);
    }
    if (!unsupported || endpoint.isSandbox) {
      throw error;
    }
    return 'unsupported';
  } finally {
    await context.end();
  }
}
