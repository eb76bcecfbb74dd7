import { isRecord } from '../../template/template';
import { apiType } from '../api-type';
import { ResourceContext } from '../ResourceContext';
import {
  InvalidPropertyError,
  Properties,
  ResourceType,
} from '../resource-type';

const secret = apiType({
  service: 'secretsmanager',
  create: 'CreateSecret',
  update: { operation: 'UpdateSecret' },
  delete: 'DeleteSecret',
  name: { property: 'Name', maximumLength: 512 },
  replacedBy: ['Name'],
  // A generated value stays: another wish makes no other secret.
  separate: ['GenerateSecretString'],
  identify: ({ ARN }) => ({
    physicalId: ARN,
    arn: ARN,
    attributes: { Id: ARN },
  }),
  key: ({ physicalId }) => ({ SecretId: physicalId }),
  async afterwards({ physicalId }, { GenerateSecretString }, before, context) {
    if (GenerateSecretString !== undefined && !before) {
      await context.call('secretsmanager', 'PutSecretValue', {
        SecretId: physicalId,
        SecretString: await generated(GenerateSecretString, context),
      });
    }
  },
});

/** A password, alone or as a member of the object that the template gives. */
async function generated(
  wish: unknown,
  context: ResourceContext,
): Promise<string> {
  if (!isRecord(wish)) {
    throw new InvalidPropertyError(
      '#/GenerateSecretString: expected an object',
    );
  }
  const { SecretStringTemplate, GenerateStringKey, ...settings } = wish;
  const { RandomPassword } = await context.call(
    'secretsmanager',
    'GetRandomPassword',
    context.shape('secretsmanager', 'GetRandomPassword', settings),
  );
  if (GenerateStringKey === undefined) {
    return RandomPassword;
  }
  return JSON.stringify({
    ...membersOf(SecretStringTemplate),
    [String(GenerateStringKey)]: RandomPassword,
  });
}

function membersOf(template: unknown): Properties {
  try {
    const members: unknown = JSON.parse(String(template));
    if (isRecord(members)) {
      return members;
    }
  } catch {
    // Falls through to the same refusal.
  }
  throw new InvalidPropertyError(
    '#/GenerateSecretString/SecretStringTemplate: expected a JSON object, for GenerateStringKey is given',
  );
}

export const secretsManagerTypes: Record<string, ResourceType> = {
  'AWS::SecretsManager::Secret': {
    ...secret,
    // A stack's secret goes at once, without the days in which it could be brought back.
    async delete({ physicalId }, _, context) {
      await context.call('secretsmanager', 'DeleteSecret', {
        SecretId: physicalId,
        ForceDeleteWithoutRecovery: true,
      });
    },
  },
};
