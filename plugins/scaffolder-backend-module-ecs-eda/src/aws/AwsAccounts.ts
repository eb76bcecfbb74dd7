import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { AwsCredentialsManager } from '@backstage/integration-aws-node';

/** What a client of the AWS SDK is made with. */
export interface AwsClientConfig {
  region: string;
  credentials: Awaited<
    ReturnType<AwsCredentialsManager['getCredentialProvider']>
  >['sdkCredentialProvider'];
  /** Absent for AWS itself. */
  endpoint?: string;
  customUserAgent: string;
}

interface Account {
  accountId: string;
  regions: string[];
}

/** The accounts and regions that the portal knows, and clients for them. */
export class AwsAccounts {
  readonly #accounts: Account[];
  readonly #credentials: AwsCredentialsManager;
  /** Set when an AWS-compatible endpoint takes the calls, such as the sandbox. */
  readonly endpoint?: string;

  private constructor(options: {
    accounts: Account[];
    credentials: AwsCredentialsManager;
    endpoint?: string;
  }) {
    this.#accounts = options.accounts;
    this.#credentials = options.credentials;
    this.endpoint = options.endpoint;
  }

  static fromConfig(
    rootConfig: Config,
    credentials: AwsCredentialsManager,
  ): AwsAccounts {
    const config = rootConfig.getOptionalConfig('eventTopology.aws');
    return new AwsAccounts({
      credentials,
      endpoint: config?.getOptionalString('endpoint'),
      accounts: (config?.getOptionalConfigArray('accounts') ?? []).map(
        account => ({
          accountId: account.getString('accountId'),
          regions: account.getStringArray('regions'),
        }),
      ),
    });
  }

  /**
   * What is wrong with an account and region that somebody asks for, by field;
   * undefined when they are configured.
   */
  problemWith(
    accountId: unknown,
    region: unknown,
  ): { field: 'accountId' | 'region'; message: string } | undefined {
    const account = this.#accounts.find(one => one.accountId === accountId);
    if (!account) {
      return {
        field: 'accountId',
        message: `The portal does not know the account ${accountId}; eventTopology.aws.accounts has ${
          this.#accounts.map(one => one.accountId).join(', ') || 'none'
        }`,
      };
    }
    return account.regions.includes(String(region))
      ? undefined
      : {
          field: 'region',
          message: `Account ${accountId} is not configured for the region ${region}; eventTopology.aws.accounts has ${account.regions.join(
            ', ',
          )}`,
        };
  }

  /**
   * @throws InputError for an account or region that isn't configured
   */
  async clientConfig(
    accountId: string,
    region: string,
  ): Promise<AwsClientConfig> {
    const problem = this.problemWith(accountId, region);
    if (problem) {
      throw new InputError(`${problem.field}: ${problem.message}`);
    }
    const { sdkCredentialProvider } =
      await this.#credentials.getCredentialProvider({ accountId });
    return {
      region,
      credentials: sdkCredentialProvider,
      ...(this.endpoint && { endpoint: this.endpoint }),
      customUserAgent: 'backstage-event-topology-golden-paths',
    };
  }
}
