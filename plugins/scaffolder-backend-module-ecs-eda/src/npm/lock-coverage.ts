/** The parts of a `package-lock.json` (version 2 and 3) that are compared. */
interface Lock {
  packages?: Record<
    string,
    { version?: string; integrity?: string; link?: boolean }
  >;
}

/**
 * True when everything that a lock file installs is installed by another one
 * at the same place in the same version, so that one can stand in for the other.
 */
export function isCoveredBy(lock: string, superset: string): boolean {
  const packages = packagesOf(lock);
  const known = packagesOf(superset);
  return Object.entries(packages).every(
    ([place, { version, integrity }]) =>
      place === '' ||
      (Object.hasOwn(known, place) &&
        known[place].version === version &&
        known[place].integrity === integrity),
  );
}

function packagesOf(lock: string): NonNullable<Lock['packages']> {
  return (JSON.parse(lock) as Lock).packages ?? {};
}
