import {
  DEFAULT_NAMESPACE,
  KubernetesValidatorFunctions,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';

/**
 * The full ref that a text means, or undefined when it is none: tags are free
 * text in AWS, and a catalog entity whose owner is "Team A!" has an owner that
 * can never be found.
 *
 * @param kinds - the kinds it may be of, in lower case; the first is meant where
 *   the text names none
 */
export function toEntityRef(
  text: string,
  kinds: [string, ...string[]],
): string | undefined {
  try {
    const ref = parseEntityRef(text.trim(), {
      defaultKind: kinds[0],
      defaultNamespace: DEFAULT_NAMESPACE,
    });
    const isValid =
      kinds.includes(ref.kind.toLocaleLowerCase('en-US')) &&
      KubernetesValidatorFunctions.isValidNamespace(ref.namespace) &&
      KubernetesValidatorFunctions.isValidObjectName(ref.name);
    return isValid ? stringifyEntityRef(ref) : undefined;
  } catch {
    // What cannot be parsed is no ref, which is the answer.
    return undefined;
  }
}
