import { isRecord } from '../template/template';
import { ResourceContext } from './ResourceContext';
import { InvalidPropertyError } from './resource-type';

const REFERENCE = /\{\{resolve:([a-z-]+):([^}]+)\}\}/g;

/** A secret's name or ARN, then what of it: `SecretString`, key, stage, version. */
const SECRET =
  /^(arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:[^:]+|[^:]+)(?::(?:SecretString)?)?(?::([^:]*))?(?::([^:]*))?(?::([^:]*))?$/;

/**
 * Puts in what `{{resolve:…}}` stands for. CloudFormation does so when it hands
 * the properties over, so that no secret stays in the stack.
 *
 * @param readSsmParameter - undefined when there is no such SSM parameter
 * @throws InvalidPropertyError when it cannot be resolved
 */
export async function resolveReferences(
  value: unknown,
  context: ResourceContext,
  readSsmParameter: (name: string) => string | undefined,
): Promise<unknown> {
  if (typeof value === 'string') {
    return resolveText(value, context, readSsmParameter);
  }
  const resolve = (item: unknown) =>
    resolveReferences(item, context, readSsmParameter);
  if (Array.isArray(value)) {
    return Promise.all(value.map(resolve));
  }
  if (isRecord(value)) {
    return Object.fromEntries(
      await Promise.all(
        Object.entries(value).map(async ([key, item]) => [
          key,
          await resolve(item),
        ]),
      ),
    );
  }
  return value;
}

async function resolveText(
  text: string,
  context: ResourceContext,
  readSsmParameter: (name: string) => string | undefined,
): Promise<string> {
  let resolved = text;
  for (const [whole, service, what] of text.matchAll(REFERENCE)) {
    const value =
      service === 'secretsmanager'
        ? await secretValue(what, context)
        : ssmValue(service, what, readSsmParameter);
    resolved = resolved.replace(whole, () => value);
  }
  return resolved;
}

function ssmValue(
  service: string,
  what: string,
  readSsmParameter: (name: string) => string | undefined,
): string {
  const [name] = what.split(':');
  const value = service === 'ssm' ? readSsmParameter(name) : undefined;
  if (value === undefined) {
    throw new InvalidPropertyError(
      `{{resolve:${service}:${what}}} cannot be resolved: the AWS sandbox knows the SSM parameters that its stacks made, and no others`,
    );
  }
  return value;
}

async function secretValue(
  what: string,
  context: ResourceContext,
): Promise<string> {
  const [, SecretId, key, VersionStage, VersionId] = SECRET.exec(what) ?? [];
  const { SecretString = '' } = await context.call(
    'secretsmanager',
    'GetSecretValue',
    {
      SecretId,
      VersionStage: VersionStage || undefined,
      VersionId: VersionId || undefined,
    },
  );
  if (!key) {
    return SecretString;
  }
  let members: unknown;
  try {
    members = JSON.parse(SecretString);
  } catch {
    throw new InvalidPropertyError(
      `Could not parse SecretString JSON of ${SecretId}`,
    );
  }
  if (!isRecord(members) || members[key] === undefined) {
    throw new InvalidPropertyError(
      `Could not find a value associated with JSONKey in SecretString: ${key} of ${SecretId}`,
    );
  }
  return String(members[key]);
}
