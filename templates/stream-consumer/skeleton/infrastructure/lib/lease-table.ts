import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import type { TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { acceptFinding } from './accept-finding';
import type { ServiceStack } from './service-stack';

/** Where tasks say which shard is whose, and how far it has been read. */
export function addLeaseTable(stack: ServiceStack): {
  environment: Record<string, string>;
  grantTo(taskDefinition: TaskDefinition): void;
} {
  const table = new Table(stack, 'Leases', {
    tableName: `${stack.service.name}-leases`,
    partitionKey: { name: 'id', type: AttributeType.STRING },
    timeToLiveAttribute: 'expiration',
    billingMode: BillingMode.PAY_PER_REQUEST,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  acceptFinding(
    table,
    'AwsSolutions-DDB3',
    'Checkpoints are of the second; restored ones would be old, and only have records come again.',
  );
  return {
    environment: { LEASE_TABLE: table.tableName },
    grantTo: ({ taskRole }) =>
      table.grant(
        taskRole,
        'dynamodb:Scan',
        'dynamodb:PutItem',
        'dynamodb:DeleteItem',
      ),
  };
}
