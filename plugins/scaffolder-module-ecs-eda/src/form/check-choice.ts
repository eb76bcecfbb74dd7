import {
  AWS_NAME_RULES,
  checkAwsName,
  NamedAwsResource,
  parseArn,
} from '@ecs-eda/plugin-event-topology-common';
import { Place, ResourceOption } from '../topology/resource-option';
import { ResourceChoice } from './resource-choice';

/** What a field lets people choose. */
export interface ChoiceRule {
  resource: NamedAwsResource;
  /** The service in its ARNs. */
  service: string;
  /** What the resource part of its ARNs begins with: `cluster/`. */
  arnPrefix: string;
  /** True when a name says enough, since the account and region are known. */
  nameIsEnough: boolean;
  /** True when a new one must be named. */
  mustNameNew: boolean;
}

/**
 * Says what is wrong with a choice, as a sentence for its author, or nothing.
 *
 * @param known - the resources of the kind in the same place
 */
export function checkChoice(
  choice: ResourceChoice | undefined,
  rule: ChoiceRule,
  place: Place,
  known: readonly ResourceOption[],
): string | undefined {
  const { title } = AWS_NAME_RULES[rule.resource];
  if (choice?.mode === 'new') {
    return checkNew(choice.name, rule, known);
  }
  if (choice?.arn) {
    return checkExistingArn(choice.arn, rule, place);
  }
  if (!choice?.name) {
    return `Choose ${withArticle(title)}, or enter ${
      rule.nameIsEnough ? 'its name' : 'its ARN'
    }`;
  }
  return rule.nameIsEnough
    ? checkAwsName(rule.resource, choice.name)
    : `Enter the ARN of the ${title}: '${choice.name}' is only a name`;
}

function checkNew(
  name: string | undefined,
  rule: ChoiceRule,
  known: readonly ResourceOption[],
): string | undefined {
  const { title } = AWS_NAME_RULES[rule.resource];
  if (!name) {
    return rule.mustNameNew ? `Name the new ${title}` : undefined;
  }
  const taken = known.find(option => option.name === name);
  return taken
    ? `There already is the ${title} ${name} in account ${taken.accountId}, ${taken.region}: choose it, or another name`
    : checkAwsName(rule.resource, name);
}

/** Says what is wrong with the ARN of something that exists, or nothing. */
export function checkExistingArn(
  value: string,
  rule: ChoiceRule,
  place: Place,
): string | undefined {
  const { title } = AWS_NAME_RULES[rule.resource];
  const arn = parseArn(value);
  if (
    arn?.service !== rule.service ||
    !arn.resource.startsWith(rule.arnPrefix)
  ) {
    return `'${value}' is not the ARN of ${withArticle(title)}`;
  }
  const elsewhere =
    (place.accountId && arn.accountId !== place.accountId) ||
    (place.region && arn.region !== place.region);
  return elsewhere
    ? `The ${title} is in account ${arn.accountId}, ${
        arn.region
      }, and the service will run in ${[place.accountId, place.region]
        .filter(Boolean)
        .join(', ')}: choose one there`
    : undefined;
}

function withArticle(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}
