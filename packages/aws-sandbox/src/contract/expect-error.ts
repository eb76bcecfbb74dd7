import { UnsupportedOperationError } from './unsupported-operation';

/**
 * Expects a call to be refused under one of these names: AWS's own, or the
 * shape's, which differ for the query protocol.
 */
export async function expectError(
  call: Promise<unknown>,
  ...names: string[]
): Promise<void> {
  let error: unknown;
  try {
    await call;
  } catch (thrown) {
    error = thrown;
  }
  if (error instanceof UnsupportedOperationError) {
    throw error;
  }
  expect(names).toContain((error as Error | undefined)?.name);
}
