import { ServiceDefinition } from '../core';
import { apigatewayService } from './apigateway';
import { cloudwatchService } from './cloudwatch';
import { ecsService } from './ecs';
import { elasticloadbalancingService } from './elasticloadbalancing';
import { iamService } from './iam';
import { pipesService } from './pipes';
import { schedulerService } from './scheduler';
import { sqsService } from './sqs';
import { stsService } from './sts';
import { tagService } from './tag';
import { vpcLatticeService } from './vpc-lattice';

/** Every service that the sandbox has. */
export const allServices: ServiceDefinition[] = [
  apigatewayService,
  cloudwatchService,
  ecsService,
  elasticloadbalancingService,
  iamService,
  pipesService,
  schedulerService,
  sqsService,
  stsService,
  tagService,
  vpcLatticeService,
];
