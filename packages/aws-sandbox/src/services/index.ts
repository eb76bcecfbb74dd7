import { ServiceDefinition } from '../core';
import { apigatewayService } from './apigateway';
import { applicationAutoscalingService } from './application-autoscaling';
import { cloudformationService } from './cloudformation';
import { cloudwatchService } from './cloudwatch';
import { dynamodbService } from './dynamodb';
import { ecsService } from './ecs';
import { elasticloadbalancingService } from './elasticloadbalancing';
import { eventsService } from './events';
import { iamService } from './iam';
import { kafkaService } from './kafka';
import { kinesisService } from './kinesis';
import { lambdaService } from './lambda';
import { logsService } from './logs';
import { mqService } from './mq';
import { pipesService } from './pipes';
import { s3Service } from './s3';
import { schedulerService } from './scheduler';
import { secretsmanagerService } from './secretsmanager';
import { snsService } from './sns';
import { sqsService } from './sqs';
import { statesService } from './states';
import { stsService } from './sts';
import { tagService } from './tag';
import { vpcLatticeService } from './vpc-lattice';

/** Every service that the sandbox has. */
export const allServices: ServiceDefinition[] = [
  apigatewayService,
  applicationAutoscalingService,
  cloudformationService,
  cloudwatchService,
  dynamodbService,
  ecsService,
  elasticloadbalancingService,
  eventsService,
  iamService,
  kafkaService,
  kinesisService,
  lambdaService,
  logsService,
  mqService,
  pipesService,
  s3Service,
  schedulerService,
  secretsmanagerService,
  snsService,
  sqsService,
  statesService,
  stsService,
  tagService,
  vpcLatticeService,
];
