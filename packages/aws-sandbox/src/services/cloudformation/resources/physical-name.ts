import { capitals } from './random-ids';
import { NameRule, Properties } from './resource-type';

const SUFFIX_LENGTH = 12;

/** A name as CloudFormation makes it: `stack-LogicalId-SUFFIX`, cut to what the service allows. */
export function physicalName(
  stackName: string,
  logicalId: string,
  rule: NameRule,
  properties: Properties,
): string {
  const ending = rule.suffix?.(properties) ?? '';
  const room = rule.maximumLength - SUFFIX_LENGTH - 2 - ending.length;
  // The stack's name gives way to the logical id as far as that is short.
  const forStack = Math.min(
    stackName.length,
    Math.max(Math.floor(room / 2), room - logicalId.length),
  );
  const name = [
    stackName.slice(0, forStack).replace(/-+$/, ''),
    logicalId.slice(0, room - forStack),
    capitals(SUFFIX_LENGTH),
  ].join('-');
  return (rule.lowerCase ? name.toLowerCase() : name) + ending;
}
