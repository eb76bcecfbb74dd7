import { randomBytes } from 'node:crypto';
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { ContractClients } from './contract-clients';
import { ContractReport } from './contract-report';
import { UnsupportedOperationError } from './unsupported-operation';

/** A network that exists at the endpoint. */
export interface ContractNetwork {
  vpcId: string;
  subnetIds: string[];
  securityGroupIds: string[];
}

/** What one check works with. */
export class ContractContext {
  readonly #cleanUps: (() => Promise<unknown>)[] = [];

  constructor(
    readonly aws: ContractClients,
    readonly accountId: string,
    readonly region: string,
    readonly network: ContractNetwork,
    private readonly report: ContractReport,
    private readonly check: string,
    private readonly patienceSeconds: number,
  ) {}

  /** A name that no other run uses. */
  name(purpose: string): string {
    return `contract-${purpose}-${randomBytes(4).toString('hex')}`;
  }

  /** Registers what removes something that the check created; run last first. */
  cleanUp(run: () => Promise<unknown>): void {
    this.#cleanUps.push(run);
  }

  /** Removes what the check created. Things already gone are no fault. */
  async end(): Promise<void> {
    for (const run of this.#cleanUps.reverse()) {
      try {
        await run();
      } catch (error) {
        if (error instanceof UnsupportedOperationError) {
          this.report.recordUnsupported(error.operation, this.check);
        }
      }
    }
  }

  /** Creates a role that a service may take on. @returns its ARN */
  async role(servicePrincipal: string, actions: string[]): Promise<string> {
    const RoleName = this.name('role');
    const { Role } = await this.aws.iam.send(
      new CreateRoleCommand({
        RoleName,
        AssumeRolePolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: servicePrincipal },
              Action: 'sts:AssumeRole',
            },
          ],
        }),
      }),
    );
    this.cleanUp(() => this.aws.iam.send(new DeleteRoleCommand({ RoleName })));
    await this.aws.iam.send(
      new PutRolePolicyCommand({
        RoleName,
        PolicyName: 'contract',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
        }),
      }),
    );
    this.cleanUp(() =>
      this.aws.iam.send(
        new DeleteRolePolicyCommand({ RoleName, PolicyName: 'contract' }),
      ),
    );
    return Role?.Arn ?? '';
  }

  /**
   * Asks again and again until there is an answer.
   *
   * @throws Error that says what was waited for in vain
   */
  async eventually<T>(
    what: string,
    ask: () => Promise<T | undefined | false>,
  ): Promise<T> {
    const until = Date.now() + this.patienceSeconds * 1000;
    for (;;) {
      const answer = await ask();
      if (answer !== undefined && answer !== false) {
        return answer;
      }
      if (Date.now() > until) {
        throw new Error(
          `Waited ${this.patienceSeconds} s in vain for: ${what}`,
        );
      }
      await new Promise(resolve => setTimeout(resolve, 200));
    }
  }

  /**
   * Follows a list's tokens to its end. An endpoint that answers all in one
   * page although less was asked for is noted in the report: the portal never
   * assumes a page size.
   *
   * @throws Error when a token repeats, for then the list never ends
   */
  async pages<T>(
    list: string,
    read: (token?: string) => Promise<{ items?: T[]; next?: string }>,
  ): Promise<T[]> {
    const items: T[] = [];
    const seen = new Set<string>();
    let pages = 0;
    let token: string | undefined;
    do {
      const page = await read(token);
      items.push(...(page.items ?? []));
      pages += 1;
      token = page.next || undefined;
      if (token !== undefined && seen.has(token)) {
        throw new Error(`${list} repeats its token`);
      }
      seen.add(token ?? '');
    } while (token !== undefined);
    if (pages === 1) {
      this.report.recordUnpaged(list);
    }
    return items;
  }
}
