/**
 * Waits for a condition that comes true by itself. The test's own time limit
 * ends a wait that is in vain.
 */
export async function until(
  condition: () => boolean | Promise<boolean>,
  everyMilliseconds = 50,
): Promise<void> {
  while (!(await condition())) {
    await new Promise(resolve => setTimeout(resolve, everyMilliseconds));
  }
}
