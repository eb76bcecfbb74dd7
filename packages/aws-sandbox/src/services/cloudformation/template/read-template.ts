import { RequestContext, UnsupportedError } from '../../../core';
import { validationError } from '../errors';

/** Longer templates must come from S3. */
const MAXIMUM_BODY_BYTES = 51_200;
const MAXIMUM_OBJECT_BYTES = 1_048_576;

/** How a caller gives a template. */
export interface TemplateSource {
  TemplateBody?: string;
  TemplateURL?: string;
}

/**
 * The text of the template that a caller gives; undefined when there is none.
 *
 * @throws AwsError `ValidationError` when it is too long or cannot be fetched
 */
export async function readTemplateText(
  { TemplateBody, TemplateURL }: TemplateSource,
  context: RequestContext,
): Promise<string | undefined> {
  if (TemplateBody !== undefined && TemplateURL !== undefined) {
    throw validationError(
      'Either Template URL or Template Body must be specified, not both.',
    );
  }
  if (TemplateURL !== undefined) {
    return fromS3(TemplateURL, context);
  }
  if (
    TemplateBody !== undefined &&
    Buffer.byteLength(TemplateBody) > MAXIMUM_BODY_BYTES
  ) {
    throw validationError(
      `1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to ${MAXIMUM_BODY_BYTES}`,
    );
  }
  return TemplateBody;
}

async function fromS3(url: string, context: RequestContext): Promise<string> {
  const { Bucket, Key } = s3Address(url);
  const s3 = context.world.services.find(({ id }) => id === 's3');
  const getObject = s3?.operations.GetObject;
  if (!getObject) {
    throw new UnsupportedError('TemplateURL in a world without S3');
  }
  let text: string;
  try {
    const { Body } = await getObject({ Bucket, Key }, context);
    text = Buffer.from(Body).toString('utf8');
  } catch (error) {
    throw validationError(
      `S3 error: ${
        (error as Error).message
      } For more information check http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html (${url})`,
    );
  }
  if (Buffer.byteLength(text) > MAXIMUM_OBJECT_BYTES) {
    throw validationError(
      `Template may not exceed ${MAXIMUM_OBJECT_BYTES} bytes in size.`,
    );
  }
  return text;
}

/** Bucket and key of an object's URL, in the host or the path style. */
function s3Address(url: string): { Bucket: string; Key: string } {
  let host: string;
  let path: string;
  try {
    const parsed = new URL(url);
    host = parsed.hostname;
    path = decodeURIComponent(parsed.pathname.slice(1));
  } catch {
    throw validationError('TemplateURL must be a supported URL.');
  }
  const bucketInHost = /^(.+)\.s3[.-]([a-z0-9-]+\.)?amazonaws\.com$/.exec(
    host,
  )?.[1];
  if (bucketInHost !== undefined) {
    return { Bucket: bucketInHost, Key: path };
  }
  const [Bucket, ...key] = path.split('/');
  if (!Bucket || key.length === 0) {
    throw validationError('TemplateURL must be a supported URL.');
  }
  return { Bucket, Key: key.join('/') };
}
