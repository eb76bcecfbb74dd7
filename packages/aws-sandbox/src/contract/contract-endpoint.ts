import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { startSandbox } from '../server';
import {
  ContractClients,
  contractClients,
  destroyClients,
} from './contract-clients';
import { ContractNetwork } from './contract-context';
import { UnsupportedOperationError } from './unsupported-operation';

/** What the contract is held against. */
export interface ContractEndpoint {
  url: string;
  /** True for our own sandbox, which must support everything. */
  isSandbox: boolean;
  aws: ContractClients;
  accountId: string;
  region: string;
  network: ContractNetwork;
  /** How long behaviour that takes its time is waited for. */
  patienceSeconds: number;
  close(): Promise<void>;
}

const SANDBOX_ACCOUNT = '123456789012';

/**
 * The endpoint that `AWS_ENDPOINT_URL` names, with the environment's
 * credentials; without it a fresh sandbox.
 */
export function openContractEndpoint(
  environment: NodeJS.ProcessEnv = process.env,
): Promise<ContractEndpoint> {
  const url = environment.AWS_ENDPOINT_URL;
  return url ? openForeign(url, environment) : openSandbox();
}

async function openSandbox(): Promise<ContractEndpoint> {
  const sandbox = await startSandbox({ port: 0 });
  const region = 'eu-central-1';
  const aws = contractClients({
    endpoint: sandbox.url,
    region,
    credentials: { accessKeyId: SANDBOX_ACCOUNT, secretAccessKey: 'sandbox' },
  });
  return {
    url: sandbox.url,
    isSandbox: true,
    aws,
    accountId: SANDBOX_ACCOUNT,
    region,
    network: readNetwork({}),
    patienceSeconds: 45,
    async close() {
      destroyClients(aws);
      await sandbox.close();
    },
  };
}

async function openForeign(
  url: string,
  environment: NodeJS.ProcessEnv,
): Promise<ContractEndpoint> {
  const region =
    environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION ?? 'eu-central-1';
  const aws = contractClients({ endpoint: url, region });
  return {
    url,
    isSandbox: false,
    aws,
    accountId: await readAccount(aws),
    region,
    network: readNetwork(environment),
    patienceSeconds: Number(environment.CONTRACT_PATIENCE_SECONDS ?? 90),
    async close() {
      destroyClients(aws);
    },
  };
}

async function readAccount(aws: ContractClients): Promise<string> {
  try {
    const { Account } = await aws.sts.send(new GetCallerIdentityCommand({}));
    return Account ?? SANDBOX_ACCOUNT;
  } catch (error) {
    if (error instanceof UnsupportedOperationError) {
      return SANDBOX_ACCOUNT;
    }
    throw error;
  }
}

/** A made-up network unless the environment names a real one. */
function readNetwork(environment: NodeJS.ProcessEnv): ContractNetwork {
  const list = (value: string | undefined, otherwise: string[]) =>
    value ? value.split(',').map(item => item.trim()) : otherwise;
  return {
    vpcId: environment.CONTRACT_VPC_ID ?? 'vpc-0123456789abcdef0',
    subnetIds: list(environment.CONTRACT_SUBNET_IDS, [
      'subnet-0123456789abcdef0',
      'subnet-0123456789abcdef1',
    ]),
    securityGroupIds: list(environment.CONTRACT_SECURITY_GROUP_IDS, [
      'sg-0123456789abcdef0',
    ]),
  };
}
