import {
  CreateRoleCommand,
  GetRoleCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AwsClients } from './aws-clients';
import { orElse } from './or-else';
import { policyDocument, PolicyStatement } from './policy-document';
import { required } from './required';
import { tagList, Tags } from './tags';

/** A role and the only things that it may do. */
export interface RoleSpec {
  name: string;
  /** The service principal that takes the role on, such as `ecs-tasks.amazonaws.com`. */
  assumedBy: string;
  statements: PolicyStatement[];
  tags: Tags;
}

/** @returns the role's ARN */
export async function ensureRole(
  aws: AwsClients,
  spec: RoleSpec,
): Promise<string> {
  const { Role } = await orElse(
    () =>
      aws.iam.send(
        new CreateRoleCommand({
          RoleName: spec.name,
          AssumeRolePolicyDocument: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { Service: spec.assumedBy },
                Action: 'sts:AssumeRole',
              },
            ],
          }),
          Tags: tagList(spec.tags),
        }),
      ),
    ['EntityAlreadyExistsException', 'EntityAlreadyExists'],
    () => aws.iam.send(new GetRoleCommand({ RoleName: spec.name })),
  );
  if (spec.statements.length > 0) {
    await aws.iam.send(
      new PutRolePolicyCommand({
        RoleName: spec.name,
        PolicyName: 'least-privilege',
        PolicyDocument: policyDocument(spec.statements),
      }),
    );
  }
  return required(Role?.Arn, `the ARN of role ${spec.name}`);
}
