import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { AwsError, Page, RequestContext, paginate } from '../../../core';
import { EventBusState, EventRule, eventsState } from '../state';

const PAGE_MAXIMUM = 100;

export function validationError(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message);
}

export function alreadyExists(message: string): AwsError {
  return new AwsError('ResourceAlreadyExistsException', message);
}

/**
 * A page of a list by name, of at most 100.
 *
 * @throws AwsError `ValidationException` for a limit or token that EventBridge refuses
 */
export function pageByName<T>(
  items: Iterable<T>,
  nameOf: (item: T) => string,
  input: { Limit?: number; NextToken?: string },
): Page<T> {
  if (
    input.Limit !== undefined &&
    (input.Limit < 1 || input.Limit > PAGE_MAXIMUM)
  ) {
    throw validationError(
      `1 validation error detected: Value '${
        input.Limit
      }' at 'limit' failed to satisfy constraint: Member must have value ${
        input.Limit < 1
          ? 'greater than or equal to 1'
          : `less than or equal to ${PAGE_MAXIMUM}`
      }`,
    );
  }
  return paginate(
    [...items].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1)),
    nameOf,
    { asked: input.Limit, maximum: PAGE_MAXIMUM, token: input.NextToken },
    () => validationError('Token is invalid.'),
  );
}

/**
 * @param most - the longest the name may be
 * @throws AwsError `ValidationException`
 */
export function checkName(
  name: string | undefined,
  most: number,
  pattern = /^[.\-_A-Za-z0-9]+$/,
): string {
  if (!name || name.length > most || !pattern.test(name)) {
    throw validationError(
      `1 validation error detected: Value '${
        name ?? ''
      }' at 'name' failed to satisfy constraint: Member must have length between 1 and ${most} and satisfy regular expression pattern: ${
        pattern.source
      }`,
    );
  }
  return name;
}

/** The name of a bus, given as name or ARN or not at all. */
export function busNameOf(nameOrArn: string | undefined): string {
  const arn = parseArn(nameOrArn ?? '');
  return arn
    ? arn.resource.replace(/^event-bus\//, '')
    : nameOrArn ?? 'default';
}

/** @throws AwsError `ResourceNotFoundException` */
export function findBus(
  context: RequestContext,
  nameOrArn: string | undefined,
): EventBusState {
  const name = busNameOf(nameOrArn);
  const bus = eventsState(context.world, context).buses.get(name);
  if (!bus) {
    throw notFound(`Event bus ${name} does not exist.`);
  }
  return bus;
}

/** @throws AwsError `ResourceNotFoundException` */
export function findRule(
  context: RequestContext,
  name: string | undefined,
  bus: string | undefined,
): EventRule {
  const { rules, name: busName } = findBus(context, bus);
  const rule = rules.get(name ?? '');
  if (!rule) {
    throw notFound(`Rule ${name} does not exist on EventBus ${busName}.`);
  }
  return rule;
}

/** @throws AwsError `ManagedRuleException` for a rule that an AWS service made */
export function refuseManaged(rule: EventRule, force = false): void {
  if (rule.managedBy && !force) {
    throw new AwsError(
      'ManagedRuleException',
      `Rule ${rule.name} is managed by ${rule.managedBy} and can't be changed by its account.`,
    );
  }
}

/** A list of tags as a record. */
export function tagRecord(
  tags: { Key?: string; Value?: string }[] | undefined,
): Record<string, string> {
  return Object.fromEntries(
    (tags ?? []).map(tag => [tag.Key ?? '', tag.Value ?? '']),
  );
}
