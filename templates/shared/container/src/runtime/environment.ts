/** A variable that the worker cannot run without. */
export function text(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(
      `The environment variable ${name} is missing. The task definition sets it; locally, see docs/develop.md.`,
    );
  }
  return value;
}

/** A variable that is a number, zero or more. */
export function number(name: string, otherwise?: number): number {
  const value =
    otherwise !== undefined && !process.env[name]
      ? otherwise
      : Number(text(name));
  if (!Number.isFinite(value) || value < 0) {
    throw new Error(
      `The environment variable ${name} is "${process.env[name]}", which is not a number of zero or more.`,
    );
  }
  return value;
}
