import { ServiceDefinition } from '../core';
import { stsService } from './sts';

/** Every service that the sandbox has. */
export const allServices: ServiceDefinition[] = [stsService];
