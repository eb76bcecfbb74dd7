import { createHash } from 'node:crypto';

/** A response body with the tag that stands for its content. */
export interface TaggedJson {
  json: string;
  tag: string;
}

/** A body in JSON, tagged with a hash of it. */
export function taggedJson(body: object): TaggedJson {
  const json = JSON.stringify(body);
  return {
    json,
    tag: createHash('sha256').update(json).digest('base64url').slice(0, 27),
  };
}
