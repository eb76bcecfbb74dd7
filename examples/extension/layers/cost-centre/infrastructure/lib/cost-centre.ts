import { Tags } from 'aws-cdk-lib';
import { costCentre } from '../config/cost-centre';
import type { ServiceStack } from './service-stack';

/** Says on each resource who pays for it. */
export function addCostCentre(stack: ServiceStack): void {
  Tags.of(stack).add('cost-centre', costCentre);
}
