import type { Parameter } from '@aws-sdk/client-cloudformation';
import { validationError } from '../errors';
import { Template, TemplateParameter } from './template';

/** The value of a parameter. */
export interface ParameterValue {
  /** As it was given: a text, lists with commas. */
  text: string;
  /** As `Ref` gives it. */
  value: string | string[];
  /** For parameters that name an SSM parameter: what that held. */
  resolved?: string;
}

/** What an AWS-specific type lets through; types that are not here take any text. */
const IDS: Record<string, RegExp> = {
  'AWS::EC2::VPC::Id': /^vpc-[0-9a-z]+$/,
  'AWS::EC2::Subnet::Id': /^subnet-[0-9a-z]+$/,
  'AWS::EC2::SecurityGroup::Id': /^sg-[0-9a-z]+$/,
  'AWS::EC2::AvailabilityZone::Name': /^[a-z]{2}(-[a-z]+)+-\d[a-z]$/,
};

const SSM_VALUE = /^AWS::SSM::Parameter::Value<(.+)>$/;
const LIST = /^List<(.+)>$/;

/**
 * Values for all parameters of a template: as given, as before, or the default.
 *
 * @param previous - the values of the stack, for `UsePreviousValue`
 * @param readSsmParameter - undefined when there is no such SSM parameter
 * @throws AwsError `ValidationError` that names the parameter and the rule
 */
export function resolveParameters(
  template: Template,
  given: Parameter[],
  previous: Map<string, ParameterValue>,
  readSsmParameter: (name: string) => string | undefined,
): Map<string, ParameterValue> {
  const declared = template.Parameters ?? {};
  const names = (list: string[]) => `[${list.join(', ')}]`;
  const unknown = given
    .map(({ ParameterKey = '' }) => ParameterKey)
    .filter(name => !(name in declared));
  if (unknown.length > 0) {
    throw validationError(
      `Parameters: ${names(unknown)} do not exist in the template`,
    );
  }
  const values = new Map<string, ParameterValue>();
  const missing: string[] = [];
  for (const [name, declaration] of Object.entries(declared)) {
    const text = textOf(name, declaration, given, previous);
    if (text === undefined) {
      missing.push(name);
    } else {
      values.set(name, valueOf(name, declaration, text, readSsmParameter));
    }
  }
  if (missing.length > 0) {
    throw validationError(`Parameters: ${names(missing)} must have values`);
  }
  return values;
}

function textOf(
  name: string,
  declaration: TemplateParameter,
  given: Parameter[],
  previous: Map<string, ParameterValue>,
): string | undefined {
  const own = given.find(({ ParameterKey }) => ParameterKey === name);
  if (own?.ParameterValue !== undefined) {
    return own.ParameterValue;
  }
  if (own?.UsePreviousValue) {
    const before = previous.get(name);
    if (!before) {
      throw validationError(
        `Invalid input for parameter key ${name}. Cannot specify usePreviousValue as true for a parameter key not in the previous template`,
      );
    }
    return before.text;
  }
  return declaration.Default === undefined
    ? undefined
    : String(declaration.Default);
}

function valueOf(
  name: string,
  declaration: TemplateParameter,
  text: string,
  readSsmParameter: (name: string) => string | undefined,
): ParameterValue {
  const ssmType = SSM_VALUE.exec(declaration.Type)?.[1];
  if (ssmType === undefined) {
    checkConstraints(name, declaration, text);
    return { text, value: typed(name, declaration.Type, text) };
  }
  const resolved = readSsmParameter(text);
  if (resolved === undefined) {
    throw validationError(
      `Unable to fetch parameters [${text}] from parameter store for this account.`,
    );
  }
  return { text, resolved, value: typed(name, ssmType, resolved) };
}

function typed(name: string, type: string, text: string): string | string[] {
  const elementType =
    type === 'CommaDelimitedList' ? 'String' : LIST.exec(type)?.[1];
  if (elementType === undefined) {
    checkType(name, type, text);
    return text;
  }
  const items = text === '' ? [] : text.split(',').map(item => item.trim());
  items.forEach(item => checkType(name, elementType, item));
  return items;
}

function checkType(name: string, type: string, text: string): void {
  if (type === 'Number' && (text.trim() === '' || Number.isNaN(Number(text)))) {
    throw validationError(`Parameter '${name}' must be a number.`);
  }
  if (IDS[type] && !IDS[type].test(text)) {
    throw validationError(
      `Parameter validation failed: parameter value ${text} for parameter name ${name} does not exist`,
    );
  }
  if (!/^(String|Number|AWS::[\w:]+)$/.test(type)) {
    throw validationError(
      `Template format error: Unrecognized parameter type: ${type}`,
    );
  }
}

function checkConstraints(
  name: string,
  declaration: TemplateParameter,
  text: string,
): void {
  const refuse = (rule: string) => {
    throw validationError(
      declaration.ConstraintDescription
        ? `Parameter ${name} failed to satisfy constraint: ${declaration.ConstraintDescription}`
        : `Parameter '${name}' ${rule}`,
    );
  };
  const { AllowedValues, AllowedPattern } = declaration;
  if (AllowedValues && !AllowedValues.map(String).includes(text)) {
    refuse(`must be one of AllowedValues: [${AllowedValues.join(', ')}]`);
  }
  if (AllowedPattern && !new RegExp(`^(?:${AllowedPattern})$`).test(text)) {
    refuse(`must match pattern ${AllowedPattern}`);
  }
  if (text.length < Number(declaration.MinLength ?? 0)) {
    refuse(`must contain at least ${declaration.MinLength} characters`);
  }
  if (text.length > Number(declaration.MaxLength ?? Infinity)) {
    refuse(`must contain at most ${declaration.MaxLength} characters`);
  }
  if (Number(text) < Number(declaration.MinValue ?? -Infinity)) {
    refuse(`must be a number not less than ${declaration.MinValue}`);
  }
  if (Number(text) > Number(declaration.MaxValue ?? Infinity)) {
    refuse(`must be a number not greater than ${declaration.MaxValue}`);
  }
}
