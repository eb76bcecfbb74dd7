const SHORTHAND_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Appends a member name or an array index to a JSONPath, in the notation of
 * RFC 9535: `$.detail['detail-type'][0]`.
 */
export function jsonPathOf(parent: string, step: string | number): string {
  if (typeof step === 'number') {
    return `${parent}[${step}]`;
  }
  if (SHORTHAND_NAME.test(step)) {
    return `${parent}.${step}`;
  }
  const escaped = step.replace(/\\/g, '\\\\').replace(/'/g, "\\'");
  return `${parent}['${escaped}']`;
}
