import { AwsSource } from '../sources/aws-source';

/**
 * Makes sure that no source waits for itself, for one that does not exist, or
 * in a circle: such a read would never end.
 *
 * @throws Error that names the sources
 */
export function checkSourceOrder(sources: readonly AwsSource[]): void {
  const byService = new Map<string, AwsSource>();
  for (const source of sources) {
    if (byService.has(source.service)) {
      throw new Error(`There are two sources for '${source.service}'`);
    }
    byService.set(source.service, source);
  }
  const done = new Set<string>();
  const visit = (service: string, way: string[]) => {
    if (way.includes(service)) {
      throw new Error(
        `Sources wait for each other: ${[...way, service].join(' → ')}`,
      );
    }
    const source = byService.get(service);
    if (!source) {
      throw new Error(
        `The source '${
          way[way.length - 1]
        }' waits for '${service}', which does not exist`,
      );
    }
    if (!done.has(service)) {
      (source.after ?? []).forEach(next => visit(next, [...way, service]));
      done.add(service);
    }
  };
  sources.forEach(source => visit(source.service, []));
}
