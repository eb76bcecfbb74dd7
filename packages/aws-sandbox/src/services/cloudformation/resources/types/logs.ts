import { apiType } from '../api-type';
import { ResourceType } from '../resource-type';

const logGroup = apiType({
  service: 'logs',
  create: 'CreateLogGroup',
  delete: 'DeleteLogGroup',
  fixed: true,
  name: { property: 'LogGroupName', maximumLength: 512 },
  replacedBy: ['LogGroupName'],
  separate: ['RetentionInDays'],
  recorded: ['DataProtectionPolicy', 'FieldIndexPolicies'],
  identify(_, { logGroupName }, { scope }) {
    const arn = `arn:aws:logs:${scope.region}:${scope.accountId}:log-group:${logGroupName}`;
    return {
      physicalId: logGroupName,
      arn,
      attributes: { Arn: `${arn}:*` },
    };
  },
  key: ({ physicalId }) => ({ logGroupName: physicalId }),
  async afterwards({ physicalId }, { RetentionInDays }, before, context) {
    if (RetentionInDays !== undefined) {
      await context.call(
        'logs',
        'PutRetentionPolicy',
        context.shape('logs', 'PutRetentionPolicy', {
          LogGroupName: physicalId,
          RetentionInDays,
        }),
      );
    } else if (before?.RetentionInDays !== undefined) {
      await context.call('logs', 'DeleteRetentionPolicy', {
        logGroupName: physicalId,
      });
    }
  },
});

const resourcePolicy = apiType({
  service: 'logs',
  create: 'PutResourcePolicy',
  update: { operation: 'PutResourcePolicy', whole: true },
  delete: 'DeleteResourcePolicy',
  name: { property: 'PolicyName', maximumLength: 255 },
  replacedBy: ['PolicyName'],
  untagged: true,
  identify: (_, { policyName }) => ({ physicalId: policyName, attributes: {} }),
  key: ({ physicalId }) => ({ policyName: physicalId }),
});

export const logsTypes: Record<string, ResourceType> = {
  'AWS::Logs::LogGroup': logGroup,
  'AWS::Logs::ResourcePolicy': resourcePolicy,
};
