import { validationError } from '../errors';
import { referencesIn } from './references';
import { Template } from './template';

/**
 * Which resources each resource waits for: those that it names in its
 * properties and those it lists in `DependsOn`.
 *
 * @param isActive - false for a resource whose condition does not hold
 */
export function dependenciesOf(
  template: Template,
  isActive: (logicalId: string) => boolean = () => true,
): Map<string, Set<string>> {
  const ids = Object.keys(template.Resources).filter(isActive);
  return new Map(
    ids.map(id => {
      const { Properties, DependsOn = [] } = template.Resources[id];
      const { names, attributes } = referencesIn(Properties);
      return [
        id,
        new Set(
          [...names, ...attributes, ...[DependsOn].flat()].filter(
            name => ids.includes(name) && name !== id,
          ),
        ),
      ];
    }),
  );
}

/**
 * Resources in an order in which each comes after all that it waits for, and
 * otherwise as the template has them.
 *
 * @throws AwsError `ValidationError` that names the resources of a circle
 */
export function inDependencyOrder(
  dependencies: Map<string, Set<string>>,
): string[] {
  const ordered = new Set<string>();
  while (ordered.size < dependencies.size) {
    const ready = [...dependencies].filter(
      ([id, needed]) =>
        !ordered.has(id) &&
        [...needed].every(one => ordered.has(one) || !dependencies.has(one)),
    );
    if (ready.length === 0) {
      throw circularDependency(dependencies, ordered);
    }
    ready.forEach(([id]) => ordered.add(id));
  }
  return [...ordered];
}

/** Only resources that lie on a circle are named, not those that merely wait for one. */
function circularDependency(
  dependencies: Map<string, Set<string>>,
  ordered: Set<string>,
) {
  const left = [...dependencies.keys()].filter(id => !ordered.has(id));
  const circle = left.filter(id => reaches(dependencies, id, id, new Set()));
  return validationError(
    `Circular dependency between resources: [${circle.join(', ')}]`,
  );
}

function reaches(
  dependencies: Map<string, Set<string>>,
  from: string,
  to: string,
  seen: Set<string>,
): boolean {
  for (const next of dependencies.get(from) ?? []) {
    if (next === to) {
      return true;
    }
    if (!seen.has(next)) {
      seen.add(next);
      if (reaches(dependencies, next, to, seen)) {
        return true;
      }
    }
  }
  return false;
}
