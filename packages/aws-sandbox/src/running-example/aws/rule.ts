import {
  PutRuleCommand,
  PutTargetsCommand,
  RuleState,
  Target,
} from '@aws-sdk/client-eventbridge';
import { AwsClients } from './aws-clients';
import { required } from './required';
import { tagList, Tags } from './tags';

/** A rule and its targets. */
export interface RuleSpec {
  name: string;
  eventBusName: string;
  description: string;
  eventPattern: Record<string, unknown>;
  state?: RuleState;
  targets: Target[];
  tags: Tags;
}

/** Retries of a target, as the talk's shop has them: an hour, then the dead-letter queue. */
export const RETRY_FOR_AN_HOUR = {
  MaximumEventAgeInSeconds: 3600,
  MaximumRetryAttempts: 20,
};

/** The ARN that a rule has or will have. */
export function ruleArn(
  aws: AwsClients,
  eventBusName: string,
  name: string,
): string {
  return `arn:aws:events:${aws.region}:${aws.accountId}:rule/${eventBusName}/${name}`;
}

/**
 * Creates a rule and sets its targets.
 *
 * @returns the rule's ARN
 * @throws Error when AWS refuses a target, which it does with a 200
 */
export async function ensureRule(
  aws: AwsClients,
  spec: RuleSpec,
): Promise<string> {
  const { RuleArn } = await aws.eventBridge.send(
    new PutRuleCommand({
      Name: spec.name,
      EventBusName: spec.eventBusName,
      Description: spec.description,
      EventPattern: JSON.stringify(spec.eventPattern),
      State: spec.state ?? 'ENABLED',
      Tags: tagList(spec.tags),
    }),
  );
  const result = await aws.eventBridge.send(
    new PutTargetsCommand({
      Rule: spec.name,
      EventBusName: spec.eventBusName,
      Targets: spec.targets,
    }),
  );
  const failed = result.FailedEntries?.[0];
  if (failed) {
    throw new Error(
      `Target ${failed.TargetId} of rule ${spec.name} was refused: ${failed.ErrorMessage}`,
    );
  }
  return required(RuleArn, `the ARN of rule ${spec.name}`);
}
