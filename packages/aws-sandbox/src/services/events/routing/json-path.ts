/**
 * Reads a value by the part of JSONPath that EventBridge takes: `$`, names
 * after dots, names in brackets and quotes, indexes.
 *
 * @returns undefined when the path leads nowhere, or is no path
 */
export function valueAtPath(document: unknown, path: string): unknown {
  const steps = stepsOf(path);
  return steps?.reduce<unknown>((value, step) => {
    if (Array.isArray(value) && /^\d+$/.test(step)) {
      return value[Number(step)];
    }
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)[step]
      : undefined;
  }, document);
}

/** Whether EventBridge would take the path. */
export function isJsonPath(path: string): boolean {
  return stepsOf(path) !== undefined;
}

function stepsOf(path: string): string[] | undefined {
  if (!path.startsWith('$')) {
    return undefined;
  }
  const steps: string[] = [];
  const step = /\.([^.[\]]+)|\[(\d+)\]|\['([^']+)'\]|\["([^"]+)"\]/y;
  step.lastIndex = 1;
  while (step.lastIndex < path.length) {
    const match = step.exec(path);
    if (!match) {
      return undefined;
    }
    steps.push(match[1] ?? match[2] ?? match[3] ?? match[4]);
  }
  return steps;
}
