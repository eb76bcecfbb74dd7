import { StateError } from './StateError';
import { StateVisit } from './StateVisit';

/** Fields whose meaning the interpreter does not have, with what they are for. */
const UNSUPPORTED_FIELDS: Record<string, string> = {
  Assign: 'variables',
  Arguments: 'JSONata',
  Output: 'JSONata',
  ItemReader: 'distributed Map states',
  ItemBatcher: 'distributed Map states',
  ResultWriter: 'distributed Map states',
};

/**
 * The interpreter has JSONPath and inline Map states. A definition that needs
 * more is refused where it comes to it, never run in another way than AWS would.
 *
 * @throws StateError `States.Runtime`
 */
export function refuseUnsupported({ name, state }: StateVisit): void {
  const missing = [
    ...(state.QueryLanguage === 'JSONata' ? ['JSONata'] : []),
    ...(state.ItemProcessor?.ProcessorConfig?.Mode === 'DISTRIBUTED'
      ? ['distributed Map states']
      : []),
    ...Object.keys(UNSUPPORTED_FIELDS)
      .filter(field => state[field] !== undefined)
      .map(field => `${UNSUPPORTED_FIELDS[field]} (${field})`),
  ];
  if (missing.length > 0) {
    throw new StateError(
      'States.Runtime',
      `The AWS sandbox does not support ${missing.join(
        ', ',
      )}, which state '${name}' uses`,
    );
  }
}
