import type { Parameter, Tag } from '@aws-sdk/client-cloudformation';
import { AwsError, RequestContext } from '../../../core';
import { surroundingsOf } from '../deployment/surroundings';
import { validationError } from '../errors';
import { resourceTypes } from '../resources/resource-types';
import { Stack, StackDefinition, cloudFormationState } from '../state';
import { checkTemplate } from '../template/check-template';
import { KNOWN_AFTER_APPLY } from '../template/evaluate';
import { resolveParameters } from '../template/parameters';
import { parseTemplate } from '../template/parse-template';
import { TemplateSource, readTemplateText } from '../template/read-template';
import { Template } from '../template/template';

/** What callers give to make a stack, change it, or make a change set. */
export interface DefinitionInput extends TemplateSource {
  UsePreviousTemplate?: boolean;
  Parameters?: Parameter[];
  Capabilities?: string[];
  Tags?: Tag[];
}

/** Reads and checks a template. @throws AwsError `ValidationError` */
export function checkedTemplate(text: string): Template {
  const template = parseTemplate(text);
  checkTemplate(template, type => type in resourceTypes);
  return template;
}

/**
 * What a stack is to be, out of what a caller gives and what it was.
 *
 * @throws AwsError `ValidationError`, `InsufficientCapabilitiesException`
 */
export async function stackDefinition(
  input: DefinitionInput,
  stack: Stack,
  context: RequestContext,
): Promise<StackDefinition> {
  const state = cloudFormationState(context.world, context);
  const templateText =
    (await readTemplateText(input, context)) ??
    (input.UsePreviousTemplate ? stack.definition?.templateText : undefined);
  if (templateText === undefined) {
    throw validationError(
      'Either Template URL or Template Body must be specified.',
    );
  }
  const template = checkedTemplate(templateText);
  checkCapabilities(template, input.Capabilities ?? []);
  const definition: StackDefinition = {
    templateText,
    template,
    parameters: resolveParameters(
      template,
      input.Parameters ?? [],
      stack.definition?.parameters ?? new Map(),
      name => state.ssmParameter(name),
    ),
    tags: input.Tags
      ? Object.fromEntries(
          input.Tags.map(({ Key = '', Value = '' }) => [Key, Value]),
        )
      : stack.definition?.tags ?? {},
    capabilities: input.Capabilities ?? [],
  };
  const surroundings = surroundingsOf(state, stack, definition, {
    physicalId: () => KNOWN_AFTER_APPLY,
    attribute: () => KNOWN_AFTER_APPLY,
  });
  Object.keys(template.Conditions ?? {}).forEach(surroundings.condition);
  return definition;
}

/** Properties that give an IAM resource a name of the caller's choice. */
const IAM_NAMES: Record<string, string | undefined> = {
  'AWS::IAM::InstanceProfile': 'InstanceProfileName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Policy': undefined,
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::RolePolicy': undefined,
};

/** The capability that a template needs to be acknowledged, for what it does to IAM. */
export function neededCapability(
  template: Template,
): { capability: string; types: string[] } | undefined {
  const resources = Object.values(template.Resources).filter(
    ({ Type }) => Type in IAM_NAMES,
  );
  if (resources.length === 0) {
    return undefined;
  }
  const named = resources.some(({ Type, Properties = {} }) => {
    const name = IAM_NAMES[Type];
    return name !== undefined && name in Properties;
  });
  return {
    capability: named ? 'CAPABILITY_NAMED_IAM' : 'CAPABILITY_IAM',
    types: [...new Set(resources.map(({ Type }) => Type))],
  };
}

function checkCapabilities(template: Template, given: string[]): void {
  const needed = neededCapability(template);
  if (
    needed &&
    !given.includes(needed.capability) &&
    !given.includes('CAPABILITY_NAMED_IAM')
  ) {
    throw new AwsError(
      'InsufficientCapabilitiesException',
      `Requires capabilities : [${needed.capability}]`,
    );
  }
}
