import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { PolicyStatement } from '../findings/findings';
import { matchesWildcard } from './wildcard';

/** How a role may do something to a resource. */
export interface Grant {
  /** The action as the policy has it: `sqs:ReceiveMessage`, `sqs:*`. */
  actionPattern: string;
  /** The resource as the policy has it. */
  resourcePattern: string;
}

/**
 * The grant that lets a role do an action to a resource, or undefined. The
 * most exact one is given: an action or a resource without wildcards first.
 *
 * A resource that names nothing (`*`, `arn:aws:sqs:*:*:*`,
 * `…:event-bus/*`) is no evidence of a relation and does not count; nor does
 * one with a policy variable. An unconditional Deny takes a grant away.
 *
 * @param action - `sqs:ReceiveMessage`
 * @param resourceArn - of a known resource
 */
export function grantedAccess(
  statements: PolicyStatement[],
  action: string,
  resourceArn: string,
): Grant | undefined {
  const denied = statements.some(
    statement =>
      statement.effect === 'Deny' &&
      !statement.conditional &&
      statement.actions.some(one => matchesAction(one, action)) &&
      statement.resources.some(one => matchesWildcard(one, resourceArn)),
  );
  if (denied) {
    return undefined;
  }
  const grants = statements
    .filter(statement => statement.effect === 'Allow')
    .flatMap(statement =>
      statement.actions
        .filter(one => matchesAction(one, action))
        .flatMap(actionPattern =>
          statement.resources
            .filter(
              one => namesSomething(one) && matchesWildcard(one, resourceArn),
            )
            .map(resourcePattern => ({ actionPattern, resourcePattern })),
        ),
    );
  return grants.sort((a, b) => wildness(a) - wildness(b))[0];
}

export function isWild(pattern: string): boolean {
  return /[*?]/.test(pattern);
}

function wildness(grant: Grant): number {
  return (
    (isWild(grant.resourcePattern) ? 2 : 0) +
    (isWild(grant.actionPattern) ? 1 : 0)
  );
}

function matchesAction(pattern: string, action: string): boolean {
  return matchesWildcard(pattern, action, { ignoreCase: true });
}

/** True when a resource pattern says more than its type. */
export function namesSomething(resourcePattern: string): boolean {
  if (resourcePattern.includes('${')) {
    return false;
  }
  const arn = parseArn(resourcePattern);
  if (!arn) {
    return false;
  }
  // The name is what follows the type: `event-bus/`, `activity:`, nothing for a
  // queue. A topic's is the last part: its cluster alone names no topic.
  const topic = /^topic\/[^/]+\/.*?([^/]+)$/.exec(
    arn.service === 'kafka' ? arn.resource : '',
  );
  const name = topic?.[1] ?? arn.resource.replace(/^[A-Za-z-]+[:/]/, '');
  return /[^*?]/.test(name);
}
