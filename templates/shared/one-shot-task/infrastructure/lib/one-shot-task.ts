import { ISubnet, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { ContainerDefinition, TaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { compute } from '../config/compute';
import { Capacity, addCapacity } from './cluster';
import { ContainerSpec, addTaskDefinition } from './container';
import { addNetwork, taskSubnets } from './network';
import { Relations, declareRelations } from './relations';
import type { ServiceStack } from './service-stack';

/** A task definition and where its tasks run, for whatever starts one for each event. */
export interface OneShotTask extends Capacity {
  taskDefinition: TaskDefinition;
  container: ContainerDefinition;
  subnets: ISubnet[];
  securityGroup: SecurityGroup;
}

/** Adds network, cluster and task definition; nothing runs before it is started. */
export function addOneShotTask(
  stack: ServiceStack,
  spec: Omit<ContainerSpec, 'healthCheck' | 'port'> & Relations,
): OneShotTask {
  const vpc = addNetwork(stack, compute);
  const capacity = addCapacity(stack, vpc, compute);
  const { taskDefinition, container } = addTaskDefinition(stack, compute, {
    ...spec,
    healthCheck: false,
  });
  if (taskDefinition.node.defaultChild) {
    declareRelations(taskDefinition.node.defaultChild, spec);
  }
  return {
    ...capacity,
    taskDefinition,
    container,
    subnets: taskSubnets(vpc).subnets,
    securityGroup: new SecurityGroup(stack, 'TaskSecurityGroup', {
      vpc,
      description: `Tasks of ${stack.service.name}`,
    }),
  };
}
