import { ServiceDefinition } from '../core';
import { cloudwatchService } from './cloudwatch';
import { sqsService } from './sqs';
import { stsService } from './sts';

/** Every service that the sandbox has. */
export const allServices: ServiceDefinition[] = [
  cloudwatchService,
  sqsService,
  stsService,
];
