import { isJsonObject, isJsonScalar, JsonScalar } from './json-types';

/**
 * The places in arrays that a value stands at: by the array's number, the
 * index of the element. Only elements that are objects or arrays themselves
 * count; the plain values of one array all stand at the same place.
 */
export type ArrayPlaces = ReadonlyMap<number, number>;

export interface EventValue {
  value: JsonScalar;
  places: ArrayPlaces;
}

/** The leaves of an event by name; a missing or empty field is not in it. */
export type EventFields = ReadonlyMap<string, readonly EventValue[]>;

const NO_PLACES: ArrayPlaces = new Map();

/** The names of the fields a reader wants, and of all the objects around them. */
export interface WantedFields {
  leaves: ReadonlySet<string>;
  containers: ReadonlySet<string>;
}

export function wantedFields(names: Iterable<string>): WantedFields {
  const leaves = new Set(names);
  const containers = new Set<string>();
  for (const name of leaves) {
    for (
      let dot = name.indexOf('.');
      dot >= 0;
      dot = name.indexOf('.', dot + 1)
    ) {
      containers.add(name.slice(0, dot));
    }
  }
  return { leaves, containers };
}

/**
 * Flattens the wanted part of an event, as Event Ruler does: arrays add no
 * step to a name, and each value remembers where in which arrays it stands.
 */
export function eventFields(event: object, wanted: WantedFields): EventFields {
  const fields = new Map<string, EventValue[]>();
  let arrays = 0;

  function readObject(
    object: object,
    prefix: string,
    places: ArrayPlaces,
  ): void {
    for (const [step, value] of Object.entries(object)) {
      const name = prefix + step;
      const isLeaf = wanted.leaves.has(name);
      const isContainer = wanted.containers.has(name);
      if (isLeaf || isContainer) {
        readValue(value, name, places);
      }
    }
  }

  function readValue(value: unknown, name: string, places: ArrayPlaces): void {
    if (Array.isArray(value)) {
      readArray(value, name, places);
    } else if (isJsonObject(value)) {
      readObject(value, `${name}.`, places);
    } else if (isJsonScalar(value) && wanted.leaves.has(name)) {
      const values = fields.get(name);
      if (values) {
        values.push({ value, places });
      } else {
        fields.set(name, [{ value, places }]);
      }
    }
  }

  function readArray(
    array: readonly unknown[],
    name: string,
    places: ArrayPlaces,
  ): void {
    const arrayNumber = arrays++;
    array.forEach((element, index) => {
      const isPlain = typeof element !== 'object' || element === null;
      readValue(
        element,
        name,
        isPlain ? places : new Map([...places, [arrayNumber, index]]),
      );
    });
  }

  readObject(event, '', NO_PLACES);
  return fields;
}
