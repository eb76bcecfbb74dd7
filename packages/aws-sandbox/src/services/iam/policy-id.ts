import { createHash } from 'node:crypto';

/** The unique id of a policy. The same policy has the same id each time. */
export function policyId(arn: string): string {
  const digest = createHash('sha256').update(arn).digest('hex');
  return `ANPA${digest.slice(0, 17).toUpperCase()}`;
}
