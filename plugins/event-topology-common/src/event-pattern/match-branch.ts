import { ArrayPlaces, EventFields, EventValue } from './event-fields';
import { PatternBranch } from './parse-event-pattern';

const NOWHERE: ArrayPlaces = new Map();
const NO_VALUES: readonly EventValue[] = [];

/**
 * True when every field of the branch matches, and no two of them in different
 * elements of one array: `items: { sku: ["A1"], qty: [2] }` needs one item with
 * both.
 */
export function matchBranch(
  branch: PatternBranch,
  fields: EventFields,
): boolean {
  const candidates: (readonly EventValue[])[] = [];
  for (const field of branch) {
    const values = fields.get(field.name) ?? NO_VALUES;
    const passing = values.filter(({ value }) => field.passes(value));
    if (passing.length === 0 && !field.passesWhenAbsent) {
      return false;
    }
    candidates.push(passing);
  }

  // Keeps arrays in arrays from multiplying: a choice that leaves some later
  // field without any value is given up at once.
  const canGoOn = (from: number, places: ArrayPlaces): boolean => {
    if (places.size === 0) {
      return true;
    }
    for (let index = from; index < branch.length; index++) {
      if (
        !branch[index].passesWhenAbsent &&
        !candidates[index].some(candidate => agree(places, candidate.places))
      ) {
        return false;
      }
    }
    return true;
  };

  const matchFrom = (index: number, places: ArrayPlaces): boolean => {
    if (index === branch.length) {
      return true;
    }
    const field = branch[index];
    // A field counts as absent when it is in no element that is still open.
    if (
      field.passesWhenAbsent &&
      !(fields.get(field.name) ?? NO_VALUES).some(value =>
        agree(places, value.places),
      ) &&
      matchFrom(index + 1, places)
    ) {
      return true;
    }
    const tried = new Set<ArrayPlaces>();
    return candidates[index].some(candidate => {
      if (tried.has(candidate.places) || !agree(places, candidate.places)) {
        return false;
      }
      tried.add(candidate.places);
      const joined = join(places, candidate.places);
      return canGoOn(index + 1, joined) && matchFrom(index + 1, joined);
    });
  };

  return matchFrom(0, NOWHERE);
}

/** True when the two do not stand in different elements of one array. */
function agree(a: ArrayPlaces, b: ArrayPlaces): boolean {
  if (a.size === 0 || b.size === 0) {
    return true;
  }
  for (const [array, index] of b) {
    const other = a.get(array);
    if (other !== undefined && other !== index) {
      return false;
    }
  }
  return true;
}

function join(a: ArrayPlaces, b: ArrayPlaces): ArrayPlaces {
  if (b.size === 0) {
    return a;
  }
  return a.size === 0 ? b : new Map([...a, ...b]);
}
