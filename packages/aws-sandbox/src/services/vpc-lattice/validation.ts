import { AwsError, Page, paginate } from '../../core';

export function validationException(message: string): AwsError {
  return new AwsError('ValidationException', message, 400, {
    reason: 'fieldValidationFailed',
  });
}

/** @throws AwsError `ValidationException` */
export function checkName(name: string | undefined): string {
  if (
    !name ||
    name.length < 3 ||
    name.length > 40 ||
    !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)
  ) {
    throw validationException(
      `The name '${name}' must have 3 to 40 lower-case letters, digits and single hyphens, and must not begin or end with a hyphen`,
    );
  }
  return name;
}

/** A page of a VPC Lattice list: at most 100 items. */
export function latticePage<T extends { id: string }>(
  items: T[],
  input: { maxResults?: number; nextToken?: string },
): Page<T> {
  return paginate(
    [...items].sort((a, b) => (a.id < b.id ? -1 : 1)),
    item => item.id,
    { asked: input.maxResults, maximum: 100, token: input.nextToken },
    () => validationException('nextToken is not valid'),
  );
}
