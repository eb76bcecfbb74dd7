import {
  CreateStateMachineCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { AwsClients } from './aws-clients';
import { orElse } from './or-else';
import { PolicyStatement } from './policy-document';
import { ensureRole } from './role';
import { lowerCaseTagList, Tags } from './tags';

/** A standard workflow. */
export interface StateMachineSpec {
  name: string;
  /** Amazon States Language. */
  definition: Record<string, unknown>;
  roleStatements: PolicyStatement[];
  tags: Tags;
}

/** The ARN that a state machine has or will have. */
export function stateMachineArn(aws: AwsClients, name: string): string {
  return `arn:aws:states:${aws.region}:${aws.accountId}:stateMachine:${name}`;
}

/** Creates or updates a state machine. @returns its ARN */
export async function ensureStateMachine(
  aws: AwsClients,
  spec: StateMachineSpec,
): Promise<string> {
  const arn = stateMachineArn(aws, spec.name);
  const roleArn = await ensureRole(aws, {
    name: `${spec.name}-workflow`,
    assumedBy: 'states.amazonaws.com',
    statements: spec.roleStatements,
    tags: spec.tags,
  });
  const definition = JSON.stringify(spec.definition);
  await orElse<unknown>(
    () =>
      aws.sfn.send(
        new CreateStateMachineCommand({
          name: spec.name,
          type: 'STANDARD',
          definition,
          roleArn,
          tracingConfiguration: { enabled: true },
          tags: lowerCaseTagList(spec.tags),
        }),
      ),
    ['StateMachineAlreadyExists'],
    () =>
      aws.sfn.send(
        new UpdateStateMachineCommand({
          stateMachineArn: arn,
          definition,
          roleArn,
        }),
      ),
  );
  return arn;
}
