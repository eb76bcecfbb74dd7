import { Check } from '../check';
import { apiGatewayChecks } from './api-gateway';
import { applicationAutoScalingChecks } from './application-auto-scaling';
import { cloudFormationChecks } from './cloudformation';
import { cloudWatchChecks } from './cloudwatch';
import { dynamoDbChecks } from './dynamodb';
import { ecsChecks } from './ecs';
import { elasticLoadBalancingChecks } from './elastic-load-balancing';
import { eventBridgeChecks } from './eventbridge';
import { eventBridgeDeliveryChecks } from './eventbridge-delivery';
import { iamChecks } from './iam';
import { kinesisChecks } from './kinesis';
import { lambdaChecks } from './lambda';
import { logsChecks } from './logs';
import { pipesChecks } from './pipes';
import { s3Checks } from './s3';
import { schedulerChecks } from './scheduler';
import { secretsManagerChecks } from './secrets-manager';
import { sfnChecks } from './sfn';
import { sfnEcsChecks } from './sfn-ecs';
import { snsChecks } from './sns';
import { sqsChecks } from './sqs';
import { stsChecks } from './sts';
import { taggingChecks } from './tagging';
import { vpcLatticeChecks } from './vpc-lattice';

/** The whole contract, by service. */
export const checksByService: Record<string, Check[]> = {
  sts: stsChecks,
  iam: iamChecks,
  sqs: sqsChecks,
  sns: snsChecks,
  events: eventBridgeChecks,
  'events delivery': eventBridgeDeliveryChecks,
  scheduler: schedulerChecks,
  pipes: pipesChecks,
  states: sfnChecks,
  'states with ecs': sfnEcsChecks,
  ecs: ecsChecks,
  'application-autoscaling': applicationAutoScalingChecks,
  cloudwatch: cloudWatchChecks,
  elasticloadbalancing: elasticLoadBalancingChecks,
  'vpc-lattice': vpcLatticeChecks,
  lambda: lambdaChecks,
  apigateway: apiGatewayChecks,
  secretsmanager: secretsManagerChecks,
  dynamodb: dynamoDbChecks,
  s3: s3Checks,
  kinesis: kinesisChecks,
  logs: logsChecks,
  tag: taggingChecks,
  cloudformation: cloudFormationChecks,
};
