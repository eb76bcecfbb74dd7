import { apiType } from '../api-type';
import { ResourceType } from '../resource-type';

const lambdaFunction = apiType({
  service: 'lambda',
  create: 'CreateFunction',
  update: { operation: 'UpdateFunctionConfiguration' },
  delete: 'DeleteFunction',
  name: { property: 'FunctionName', maximumLength: 64 },
  replacedBy: ['FunctionName', 'PackageType'],
  // The sandbox runs no uploaded code, so that other code changes nothing.
  atCreationOnly: ['Architectures', 'Code'],
  recorded: [
    'RecursiveLoop',
    'ReservedConcurrentExecutions',
    'RuntimeManagementConfig',
    'SnapStart',
  ],
  identify: ({ FunctionArn, FunctionName }) => ({
    physicalId: FunctionName,
    arn: FunctionArn,
    attributes: { Arn: FunctionArn },
  }),
  key: ({ physicalId }) => ({ FunctionName: physicalId }),
});

const permission = apiType({
  service: 'lambda',
  create: 'AddPermission',
  delete: 'RemovePermission',
  name: { property: 'StatementId', maximumLength: 100 },
  untagged: true,
  identify: (_, { StatementId }) => ({
    physicalId: StatementId,
    attributes: { Id: StatementId },
  }),
  key: ({ physicalId }, { FunctionName }) => ({
    FunctionName,
    StatementId: physicalId,
  }),
});

const eventSourceMapping = apiType({
  service: 'lambda',
  create: 'CreateEventSourceMapping',
  update: { operation: 'UpdateEventSourceMapping' },
  delete: 'DeleteEventSourceMapping',
  replacedBy: ['EventSourceArn', 'StartingPosition'],
  identify: ({ UUID, EventSourceMappingArn }) => ({
    physicalId: UUID,
    arn: EventSourceMappingArn,
    attributes: { Id: UUID, EventSourceMappingArn },
  }),
  key: ({ physicalId }) => ({ UUID: physicalId }),
});

export const lambdaTypes: Record<string, ResourceType> = {
  'AWS::Lambda::EventSourceMapping': eventSourceMapping,
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::Lambda::Permission': permission,
};
