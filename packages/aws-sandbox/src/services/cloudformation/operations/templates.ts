import type {
  Capability,
  GetTemplateInput,
  GetTemplateOutput,
  GetTemplateSummaryInput,
  GetTemplateSummaryOutput,
  ValidateTemplateInput,
  ValidateTemplateOutput,
} from '@aws-sdk/client-cloudformation';
import { Operation } from '../../../core';
import { validationError } from '../errors';
import { readTemplateText } from '../template/read-template';
import { Template } from '../template/template';
import { findChangeSet } from './change-sets';
import { findStack } from './find-stack';
import { checkedTemplate, neededCapability } from './stack-definition';

/** What a template says, whether a stack has it or not. */
export const templateOperations: Record<string, Operation> = {
  GetTemplate(input: GetTemplateInput, context): GetTemplateOutput {
    const definition = input.ChangeSetName
      ? findChangeSet(context, input).changeSet.definition
      : findStack(context, input.StackName).definition;
    if (!definition) {
      throw validationError(
        `Stack with id ${input.StackName} does not have a template yet`,
      );
    }
    return {
      TemplateBody: definition.templateText,
      StagesAvailable: ['Original', 'Processed'],
    };
  },

  async GetTemplateSummary(
    input: GetTemplateSummaryInput,
    context,
  ): Promise<GetTemplateSummaryOutput> {
    const text =
      (await readTemplateText(input, context)) ??
      findStack(context, input.StackName).definition?.templateText;
    const template = checkedTemplate(text ?? '');
    return {
      ...capabilitiesOf(template),
      Description: template.Description,
      Metadata:
        template.Metadata === undefined
          ? undefined
          : JSON.stringify(template.Metadata),
      Parameters: Object.entries(template.Parameters ?? {}).map(
        ([ParameterKey, parameter]) => ({
          ParameterKey,
          ParameterType: parameter.Type,
          DefaultValue: defaultOf(parameter.Default),
          Description: parameter.Description,
          NoEcho: String(parameter.NoEcho) === 'true',
          ParameterConstraints: {
            AllowedValues: parameter.AllowedValues?.map(String),
          },
        }),
      ),
      ResourceTypes: Object.values(template.Resources).map(({ Type }) => Type),
      Version: template.AWSTemplateFormatVersion,
    };
  },

  async ValidateTemplate(
    input: ValidateTemplateInput,
    context,
  ): Promise<ValidateTemplateOutput> {
    const text = await readTemplateText(input, context);
    if (text === undefined) {
      throw validationError(
        'Either Template URL or Template Body must be specified.',
      );
    }
    const template = checkedTemplate(text);
    return {
      ...capabilitiesOf(template),
      Description: template.Description,
      Parameters: Object.entries(template.Parameters ?? {}).map(
        ([ParameterKey, parameter]) => ({
          ParameterKey,
          DefaultValue: defaultOf(parameter.Default),
          Description: parameter.Description,
          NoEcho: String(parameter.NoEcho) === 'true',
        }),
      ),
    };
  },
};

function capabilitiesOf(template: Template) {
  const needed = neededCapability(template);
  return needed
    ? {
        Capabilities: [needed.capability as Capability],
        CapabilitiesReason: `The following resource(s) require capabilities: [${needed.types.join(
          ', ',
        )}]`,
      }
    : { Capabilities: [] };
}

function defaultOf(value: string | number | boolean | undefined) {
  return value === undefined ? undefined : String(value);
}
