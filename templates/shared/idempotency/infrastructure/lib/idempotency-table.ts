import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { acceptFinding } from './accept-finding';
import type { ServiceStack } from './service-stack';

/** The table, as those see it who use it. */
export interface IdempotencyTable {
  /** The variables that the worker finds the table by. */
  environment: Record<string, string>;
  grantTo(user: TaskDefinition | IGrantable): void;
}

/**
 * Where the worker remembers which events it has handled, and the right to do
 * so. Entries expire by themselves.
 */
export function addIdempotencyTable(stack: ServiceStack): IdempotencyTable {
  const table = new Table(stack, 'Idempotency', {
    tableName: `${stack.service.name}-idempotency`,
    partitionKey: { name: 'id', type: AttributeType.STRING },
    timeToLiveAttribute: 'expiration',
    billingMode: BillingMode.PAY_PER_REQUEST,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  acceptFinding(
    table,
    'AwsSolutions-DDB3',
    'It holds keys that expire within days; there is nothing to restore.',
  );
  return {
    environment: { IDEMPOTENCY_TABLE: table.tableName },
    grantTo: user =>
      table.grant(
        'taskRole' in user ? user.taskRole : user,
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:DeleteItem',
      ),
  };
}
