import { apigatewaySource } from './apigateway';
import { applicationAutoscalingSource } from './application-autoscaling';
import { AwsSource } from './aws-source';
import { cloudwatchSource } from './cloudwatch';
import { ecsSource } from './ecs';
import { elasticloadbalancingSource } from './elasticloadbalancing';
import { eventsSource } from './events';
import { iamSource } from './iam';
import { kafkaSource } from './kafka';
import { kinesisSource } from './kinesis';
import { lambdaSource } from './lambda';
import { mqSource } from './mq';
import { pipesSource } from './pipes';
import { schedulerSource } from './scheduler';
import { snsSource } from './sns';
import { sqsSource } from './sqs';
import { statesSource } from './states';
import { tagSource } from './tag';
import { vpcLatticeSource } from './vpc-lattice';

/** Every AWS service that the event map reads. */
export const awsSources: readonly AwsSource[] = [
  apigatewaySource,
  applicationAutoscalingSource,
  cloudwatchSource,
  ecsSource,
  elasticloadbalancingSource,
  eventsSource,
  iamSource,
  kafkaSource,
  kinesisSource,
  lambdaSource,
  mqSource,
  pipesSource,
  schedulerSource,
  snsSource,
  sqsSource,
  statesSource,
  tagSource,
  vpcLatticeSource,
];
