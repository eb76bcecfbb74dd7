import { UnsupportedError } from '../../../core';
import { templateError, validationError } from '../errors';
import { dependenciesOf, inDependencyOrder } from './dependencies';
import { referencesIn } from './references';
import { Template, TemplateResource, isRecord } from './template';

const SECTIONS = new Set([
  'AWSTemplateFormatVersion',
  'Conditions',
  'Description',
  'Mappings',
  'Metadata',
  'Outputs',
  'Parameters',
  'Resources',
  'Rules',
  'Transform',
]);

const RESOURCE_MEMBERS = new Set([
  'Condition',
  'DeletionPolicy',
  'DependsOn',
  'Metadata',
  'Properties',
  'Type',
  'UpdatePolicy',
  'UpdateReplacePolicy',
]);

const REMOVAL_POLICIES = [
  'Delete',
  'Retain',
  'RetainExceptOnCreate',
  'Snapshot',
];

/** CDK puts it into templates to check its own bootstrap stack, which the sandbox doesn't have. */
const IGNORED_RULE = 'CheckBootstrapVersion';

export const LANGUAGE_EXTENSIONS = 'AWS::LanguageExtensions';

/**
 * Refuses a template that cannot be deployed as it stands: its form, its
 * references, its circles, and resource types that the sandbox doesn't have.
 *
 * @param isSupported - whether there is such a resource type
 * @throws AwsError `ValidationError`, `UnsupportedOperation`
 */
export function checkTemplate(
  template: Template,
  isSupported: (type: string) => boolean,
): void {
  checkSections(template);
  for (const [id, resource] of Object.entries(template.Resources)) {
    checkResource(id, resource);
  }
  checkTypes(template, isSupported);
  checkReferences(template);
  inDependencyOrder(dependenciesOf(template));
}

function checkSections(template: Template): void {
  const unknown = Object.keys(template).filter(name => !SECTIONS.has(name));
  if (unknown.length > 0) {
    throw validationError(
      `Invalid template property or properties [${unknown.join(', ')}]`,
    );
  }
  if (
    !isRecord(template.Resources) ||
    Object.keys(template.Resources).length === 0
  ) {
    throw templateError('At least one Resources member must be defined.');
  }
  const transforms = [template.Transform ?? []]
    .flat()
    .filter(transform => transform !== LANGUAGE_EXTENSIONS);
  if (transforms.length > 0) {
    throw new UnsupportedError(
      `the template transforms [${transforms.join(', ')}]`,
    );
  }
  const rules = Object.keys(template.Rules ?? {}).filter(
    name => name !== IGNORED_RULE,
  );
  if (rules.length > 0) {
    throw new UnsupportedError(`the template rules [${rules.join(', ')}]`);
  }
  for (const [name, parameter] of Object.entries(template.Parameters ?? {})) {
    if (typeof parameter?.Type !== 'string') {
      throw templateError(
        `Every Parameters object must contain a Type member. (${name})`,
      );
    }
  }
  for (const [name, output] of Object.entries(template.Outputs ?? {})) {
    if (output?.Value === undefined || output.Value === null) {
      throw templateError(
        `Every Outputs member must contain a Value object (${name})`,
      );
    }
  }
}

function checkResource(id: string, resource: TemplateResource): void {
  if (!/^[A-Za-z0-9]{1,255}$/.test(id)) {
    throw templateError(`Resource name ${id} is non alphanumeric.`);
  }
  if (!isRecord(resource) || typeof resource.Type !== 'string') {
    throw templateError(
      `[/Resources/${id}] Every Resources object must contain a Type member.`,
    );
  }
  if ('CreationPolicy' in resource) {
    throw new UnsupportedError(`the CreationPolicy of resource ${id}`);
  }
  const unknown = Object.keys(resource).filter(
    name => !RESOURCE_MEMBERS.has(name),
  );
  if (unknown.length > 0) {
    throw validationError(
      `Invalid template resource property '${unknown[0]}' (resource ${id})`,
    );
  }
  if (resource.Properties !== undefined && !isRecord(resource.Properties)) {
    throw templateError(
      `[/Resources/${id}/Properties] 'Properties' must be an object.`,
    );
  }
  for (const member of ['DeletionPolicy', 'UpdateReplacePolicy'] as const) {
    const policy = resource[member];
    if (policy !== undefined && !REMOVAL_POLICIES.includes(policy)) {
      throw templateError(
        `Unrecognized ${member} ${policy} for resource ${id}`,
      );
    }
  }
}

function checkTypes(
  template: Template,
  isSupported: (type: string) => boolean,
): void {
  const unknown = [
    ...new Set(Object.values(template.Resources).map(({ Type }) => Type)),
  ].filter(type => !isSupported(type));
  const custom = unknown.filter(
    type =>
      type.startsWith('Custom::') ||
      type === 'AWS::CloudFormation::CustomResource',
  );
  if (custom.length > 0) {
    throw validationError(
      `Template format error: the AWS sandbox runs no custom resources: [${custom.join(
        ', ',
      )}]`,
    );
  }
  if (unknown.length > 0) {
    throw templateError(`Unrecognized resource types: [${unknown.join(', ')}]`);
  }
}

function checkReferences(template: Template): void {
  const resources = new Set(Object.keys(template.Resources));
  const known = new Set([
    ...resources,
    ...Object.keys(template.Parameters ?? {}),
  ]);
  const conditions = new Set(Object.keys(template.Conditions ?? {}));
  const blocks: [string, unknown][] = [
    ['Resources', resourcesToCheck(template)],
    ['Outputs', template.Outputs],
    ['Conditions', template.Conditions],
  ];
  for (const [block, content] of blocks) {
    const found = referencesIn(content);
    const unresolved = [
      ...[...found.names].filter(
        name => !known.has(name) && !name.startsWith('AWS::'),
      ),
      ...[...found.attributes].filter(id => !resources.has(id)),
    ];
    if (unresolved.length > 0) {
      throw templateError(
        `Unresolved resource dependencies [${unresolved.join(
          ', ',
        )}] in the ${block} block of the template`,
      );
    }
    const missing = [
      ...found.conditions,
      ...(block === 'Conditions' ? [] : namedConditions(content)),
    ].filter(name => !conditions.has(name));
    if (missing.length > 0) {
      throw templateError(
        `Unresolved condition dependency ${missing[0]} in the ${block} block of the template`,
      );
    }
  }
  checkDependsOn(template, resources);
}

/** Metadata is free: what looks like a function in it is none. */
function resourcesToCheck(template: Template): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(template.Resources).map(
      ([id, { Properties, Condition }]) => [id, { Properties, Condition }],
    ),
  );
}

function namedConditions(content: unknown): string[] {
  return Object.values((content ?? {}) as Record<string, unknown>)
    .map(item => (isRecord(item) ? item.Condition : undefined))
    .filter((name): name is string => typeof name === 'string');
}

function checkDependsOn(template: Template, resources: Set<string>): void {
  for (const { DependsOn = [] } of Object.values(template.Resources)) {
    const missing = [DependsOn].flat().filter(id => !resources.has(id));
    if (missing.length > 0) {
      throw templateError(
        `Unresolved resource dependencies [${missing.join(
          ', ',
        )}] in the Resources block of the template`,
      );
    }
  }
}
