import { ArnFormat, RemovalPolicy } from 'aws-cdk-lib';
import { IRuleTarget } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnResourcePolicy, LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { Delivery, deliveryOf } from './event-rule';
import type { ServiceStack } from './service-stack';

/** A log group that rules write events to. */
export class EventLog extends Construct {
  private readonly arn: string;

  constructor(stack: ServiceStack) {
    super(stack, 'EventLog');
    const { name, logRetentionDays } = stack.service;
    // EventBridge writes to groups under this prefix only.
    const logGroupName = `/aws/events/${name}`;
    new LogGroup(this, 'Group', {
      logGroupName,
      retention: logRetentionDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.arn = stack.formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: logGroupName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    new CfnResourcePolicy(this, 'Policy', {
      policyName: `${name}-events`,
      policyDocument: stack.toJsonString({
        Version: '2012-10-17',
        Statement: [
          new PolicyStatement({
            principals: [
              new ServicePrincipal('events.amazonaws.com'),
              new ServicePrincipal('delivery.logs.amazonaws.com'),
            ],
            actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            resources: [`${this.arn}:*`],
          }).toStatementJson(),
        ],
      }),
    });
  }

  /**
   * CDK's own target makes a Lambda function to write the policy with;
   * CloudFormation can do that by itself.
   */
  target(delivery: Delivery): IRuleTarget {
    return {
      bind: rule => ({ arn: this.arn, ...deliveryOf(rule, delivery) }),
    };
  }
}
