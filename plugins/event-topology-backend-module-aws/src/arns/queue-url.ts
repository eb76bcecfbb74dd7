import { Place, arnAt } from './place';

/**
 * The ARN of the queue behind a URL, or undefined for a URL that is none. The
 * account and name are the last two steps of the path; the region stands in
 * the host of AWS's own URLs, new and legacy, and else is the caller's.
 */
export function queueArnOfUrl(
  url: string,
  fallbackRegion: string,
): string | undefined {
  const match =
    /^https?:\/\/([^/?#]+)\/(?:[^?#]*\/)?(\d{12})\/([A-Za-z0-9_-]{1,80}(?:\.fifo)?)\/?$/.exec(
      url,
    );
  if (!match) {
    return undefined;
  }
  const [, host, accountId, name] = match;
  const region =
    /^(?:sqs\.)?([a-z]{2}(?:-[a-z]+)+-\d)(?:\.queue)?\./.exec(host)?.[1] ??
    fallbackRegion;
  const place: Place = { accountId, region };
  return arnAt(place, 'sqs', name);
}
