import { InputError } from '@backstage/errors';
import { z } from 'zod';

/**
 * The part of a request that `schema` describes.
 *
 * @throws InputError naming each field that is wrong
 */
export function parseRequest<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'body'}: ${message}`,
    );
    throw new InputError(`Invalid request: ${problems.join('; ')}`);
  }
  return parsed.data;
}
