import { Request, Response } from 'express';

/**
 * Whether the client has the content with this tag already. The comparison is
 * the weak one of RFC 9110, section 13.1.2: a proxy may have re-coded the body.
 */
export function hasTag(request: Request, tag: string): boolean {
  const header = request.get('If-None-Match');
  return (
    header !== undefined &&
    header
      .split(',')
      .map(candidate => candidate.trim().replace(/^W\//, ''))
      .some(candidate => candidate === '*' || candidate === `"${tag}"`)
  );
}

/**
 * Names the content of a response. The tag is weak, because the same content
 * goes out compressed and plain.
 */
export function setTag(response: Response, tag: string): void {
  response.set('ETag', `W/"${tag}"`);
}
