/**
 * The type of the location of entities that were made from the topology, as in
 * `event-topology:123456789012/eu-central-1`.
 *
 * @public
 */
export const GENERATED_LOCATION_TYPE = 'event-topology';

/** What entities that were made from the topology say of themselves. @public */
export const GENERATED_ANNOTATIONS = {
  /**
   * Which rule gave the owner: `tag:<key>`, `catalog:<entity ref>`, or
   * `default` where nothing named one.
   */
  ownerFrom: 'event-topology/owner-from',
  /** An owner tag that was passed over because it is no entity ref: `<key>=<value>`. */
  ownerIgnored: 'event-topology/owner-ignored',
} as const;

/** The value of `ownerFrom` for resources that nobody has claimed. @public */
export const OWNER_FROM_DEFAULT = 'default';

/**
 * Whether an entity was made from the topology, by its annotations. Such an
 * entity repeats what AWS says, so it is no evidence for anything about AWS.
 *
 * @public
 */
export function isGeneratedEntity(
  annotations: Record<string, string> | undefined,
): boolean {
  return Boolean(
    annotations?.['backstage.io/managed-by-origin-location']?.startsWith(
      `${GENERATED_LOCATION_TYPE}:`,
    ),
  );
}
