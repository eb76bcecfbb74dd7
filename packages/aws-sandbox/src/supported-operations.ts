import { ServiceDefinition } from './core';

/** What the services are called by people. */
const NAMES: Record<ServiceDefinition['id'], string> = {
  apigateway: 'API Gateway (REST APIs)',
  'application-autoscaling': 'Application Auto Scaling',
  cloudformation: 'CloudFormation',
  cloudwatch: 'CloudWatch',
  dynamodb: 'DynamoDB',
  ecs: 'ECS',
  elasticloadbalancing: 'Elastic Load Balancing v2',
  events: 'EventBridge',
  iam: 'IAM',
  kafka: 'MSK',
  kinesis: 'Kinesis',
  lambda: 'Lambda',
  logs: 'CloudWatch Logs',
  mq: 'Amazon MQ',
  pipes: 'EventBridge Pipes',
  s3: 'S3',
  scheduler: 'EventBridge Scheduler',
  secretsmanager: 'Secrets Manager',
  sns: 'SNS',
  sqs: 'SQS',
  states: 'Step Functions',
  sts: 'STS',
  tag: 'Resource Groups Tagging API',
  'vpc-lattice': 'VPC Lattice',
};

/** The operations of all services, as a table in Markdown. */
export function supportedOperations(services: ServiceDefinition[]): string {
  const rows = services
    .map(({ id, operations }) => ({
      name: NAMES[id],
      operations: Object.keys(operations).sort(),
    }))
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(
      ({ name, operations }) =>
        `| ${name} | ${operations
          .map(operation => `\`${operation}\``)
          .join(', ')} |`,
    );
  return ['| Service | Operations |', '| --- | --- |', ...rows].join('\n');
}
