/**
 * Runs `first`; when AWS answers with one of the named errors (it is there
 * already, or it is not there yet), runs `otherwise` instead. This makes the
 * second run of a stack a no-op.
 */
export async function orElse<T>(
  first: () => Promise<T>,
  errorNames: string[],
  otherwise: () => Promise<T>,
): Promise<T> {
  try {
    return await first();
  } catch (error) {
    if (error instanceof Error && errorNames.includes(error.name)) {
      return otherwise();
    }
    throw error;
  }
}
