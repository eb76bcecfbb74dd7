/** The parts of an Amazon Resource Name. @public */
export interface Arn {
  partition: string;
  service: string;
  region: string;
  accountId: string;
  /** All that follows the account: `rule/shop/order-created`, `loyalty`, `service:my-svc`. */
  resource: string;
}

/**
 * Splits an ARN. Returns undefined for anything that is not one; region and
 * account may be empty, as in `arn:aws:s3:::bucket`.
 *
 * @public
 */
export function parseArn(value: string): Arn | undefined {
  const match = /^arn:([^:]+):([^:]+):([^:]*):([^:]*):(.+)$/s.exec(value);
  if (!match) {
    return undefined;
  }
  const [, partition, service, region, accountId, resource] = match;
  return { partition, service, region, accountId, resource };
}

/** Puts an ARN together again; the reverse of `parseArn`. @public */
export function formatArn(arn: Arn): string {
  return `arn:${arn.partition}:${arn.service}:${arn.region}:${arn.accountId}:${arn.resource}`;
}
