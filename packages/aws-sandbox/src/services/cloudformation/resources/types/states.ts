import { isRecord } from '../../template/template';
import { apiType } from '../api-type';
import { Properties, ResourceType, documentText } from '../resource-type';

const stateMachine = apiType({
  service: 'states',
  create: 'CreateStateMachine',
  update: { operation: 'UpdateStateMachine' },
  delete: 'DeleteStateMachine',
  name: { property: 'StateMachineName', maximumLength: 80 },
  replacedBy: ['StateMachineName', 'StateMachineType'],
  rename: { StateMachineName: 'name', StateMachineType: 'type' },
  adapt: withDefinition,
  identify: ({ stateMachineArn }, { name }) => ({
    physicalId: stateMachineArn,
    arn: stateMachineArn,
    attributes: { Arn: stateMachineArn, Name: name },
  }),
  key: ({ physicalId }) => ({ stateMachineArn: physicalId }),
});

/** A definition is a text or an object, with `${name}` for what is substituted. */
function withDefinition({
  DefinitionString,
  Definition,
  DefinitionSubstitutions,
  ...properties
}: Properties): Properties {
  const definition = documentText(DefinitionString ?? Definition);
  const values = isRecord(DefinitionSubstitutions)
    ? DefinitionSubstitutions
    : {};
  return {
    ...properties,
    definition: definition?.replace(/\$\{(\w+)\}/g, (whole, name: string) =>
      name in values ? String(values[name]) : whole,
    ),
  };
}

const activity = apiType({
  service: 'states',
  create: 'CreateActivity',
  delete: 'DeleteActivity',
  name: { property: 'Name', maximumLength: 80 },
  identify: ({ activityArn }, { name }) => ({
    physicalId: activityArn,
    arn: activityArn,
    attributes: { Arn: activityArn, Name: name },
  }),
  key: ({ physicalId }) => ({ activityArn: physicalId }),
});

export const statesTypes: Record<string, ResourceType> = {
  'AWS::StepFunctions::Activity': activity,
  'AWS::StepFunctions::StateMachine': stateMachine,
};
