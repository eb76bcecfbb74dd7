import { ResourceType } from './resource-type';
import { apiGatewayTypes } from './types/api-gateway';
import { dynamodbTypes } from './types/dynamodb';
import { ecsTypes } from './types/ecs';
import { eventsTypes } from './types/events';
import { iamTypes } from './types/iam';
import { kinesisTypes } from './types/kinesis';
import { lambdaTypes } from './types/lambda';
import { loadBalancingTypes } from './types/load-balancing';
import { logsTypes } from './types/logs';
import { pipesAndSchedulesTypes } from './types/pipes-and-schedules';
import { recordedTypes } from './types/recorded';
import { route53Types } from './types/route53';
import { s3Types } from './types/s3';
import { scalingTypes } from './types/scaling';
import { secretsManagerTypes } from './types/secrets-manager';
import { snsTypes } from './types/sns';
import { sqsTypes } from './types/sqs';
import { statesTypes } from './types/states';
import { vpcLatticeTypes } from './types/vpc-lattice';

/** Every resource type that the sandbox has, by its name in templates. */
export const resourceTypes: Readonly<Record<string, ResourceType>> = {
  ...apiGatewayTypes,
  ...dynamodbTypes,
  ...ecsTypes,
  ...eventsTypes,
  ...iamTypes,
  ...kinesisTypes,
  ...lambdaTypes,
  ...loadBalancingTypes,
  ...logsTypes,
  ...pipesAndSchedulesTypes,
  ...recordedTypes,
  ...route53Types,
  ...s3Types,
  ...scalingTypes,
  ...secretsManagerTypes,
  ...snsTypes,
  ...sqsTypes,
  ...statesTypes,
  ...vpcLatticeTypes,
};

/** @throws Error for a type that the template check lets nobody use */
export function resourceType(name: string): ResourceType {
  const type = resourceTypes[name];
  if (!type) {
    throw new Error(`There is no resource type ${name}`);
  }
  return type;
}
