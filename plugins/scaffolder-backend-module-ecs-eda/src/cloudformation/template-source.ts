import { TemplateSource } from './StackDeployment';

/** CloudFormation, `CreateChangeSet`: the longest template that can be handed over itself. */
export const TEMPLATE_BODY_MAX_BYTES = 51_200;

/** True when a template is too long to be handed over and must be read from S3. */
export function isTooLong(templateText: string): boolean {
  return Buffer.byteLength(templateText) > TEMPLATE_BODY_MAX_BYTES;
}

/**
 * The address of a published template.
 *
 * @param assetUrl - `s3://bucket/key` with the CDK's placeholders
 */
export function templateAtUrl(
  assetUrl: string,
  place: { accountId: string; region: string; endpoint?: string },
): TemplateSource {
  const { accountId, region, endpoint } = place;
  const { host, pathname } = new URL(
    assetUrl
      .replaceAll('${AWS::AccountId}', accountId)
      .replaceAll('${AWS::Region}', region),
  );
  const domain = region.startsWith('cn-')
    ? 'amazonaws.com.cn'
    : 'amazonaws.com';
  const s3 = endpoint?.replace(/\/$/, '') ?? `https://s3.${region}.${domain}`;
  return { TemplateURL: `${s3}/${host}${pathname}` };
}
