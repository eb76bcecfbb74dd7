import { Stack, Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/**
 * Accepts one finding of AwsSolutions on one construct, and says why. A rule
 * that tells findings apart is named with the finding:
 * `AwsSolutions-IAM5[Resource::*]`.
 */
export function acceptFinding(
  construct: IConstruct,
  id: string,
  reason: string,
): void {
  Validations.of(construct).acknowledge({ id, reason });
}

/** An ARN as findings write it: what only CloudFormation knows is in angle brackets. */
export function findingOf(stack: Stack, arn: string): string {
  return textOf(stack.resolve(arn));
}

function textOf(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  const [[intrinsic, argument]] = Object.entries(value as object) as [
    [string, unknown],
  ];
  switch (intrinsic) {
    case 'Ref':
      return `<${argument}>`;
    case 'Fn::GetAtt':
      return `<${(argument as string[]).join('.')}>`;
    case 'Fn::Join':
      return (argument as [string, unknown[]])[1].map(textOf).join('');
    default:
      throw new Error(`${intrinsic} is nothing that an ARN is made with.`);
  }
}
