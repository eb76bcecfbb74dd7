import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { acceptFinding } from './accept-finding';
import type { ServiceStack } from './service-stack';

/**
 * Where the worker remembers which events it has handled, and the right to do
 * so. Entries expire by themselves.
 *
 * @returns the variables that the worker finds the table by
 */
export function addIdempotencyTable(stack: ServiceStack): {
  environment: Record<string, string>;
  grantTo(taskDefinition: TaskDefinition): void;
} {
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
    grantTo: taskDefinition =>
      table.grant(
        taskDefinition.taskRole,
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:DeleteItem',
      ),
  };
}
