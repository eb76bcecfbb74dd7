import { ScopeKey } from '../model';

/** A relation that people write into `catalog-info.yaml`. @public */
export type DeclaredRelation = 'consumesApis' | 'providesApis' | 'dependsOn';

/** What to write, and where, to make the catalog say what is so. @public */
export interface DriftMend {
  /** The entity whose file to change; absent where one has to be written first. */
  entityRef?: string;
  /** One sentence for the person who does it. */
  instruction: string;
  /**
   * YAML of an entity. Of one that exists, only what identifies it and the list
   * that changes, in full.
   */
  yaml: string;
}

/** One difference between what the catalog says and what AWS shows. @public */
export interface DriftFinding {
  /** Stable as long as the difference is the same. */
  id: string;
  kind:
    | 'undeclared-consumer'
    | 'declared-relation-gone'
    | 'resource-without-owner';
  /** What is so, in one sentence. */
  message: string;
  /** The entity that it is about; absent where there is none. */
  entityRef?: string;
  /** The API or resource that is or was declared. */
  targetRef?: string;
  /** `undeclared-consumer`, `declared-relation-gone`: the relation in question. */
  relation?: DeclaredRelation;
  /**
   * The nodes that show it: for a consumer the way of the events, from the
   * channel to the consumer; for a resource the resource.
   */
  nodeIds: string[];
  mend: DriftMend;
}

/** A declaration that cannot be held against AWS. @public */
export interface UnjudgedDeclaration {
  entityRef: string;
  targetRef?: string;
  reason: string;
}

/** @public */
export interface DriftReport {
  findings: DriftFinding[];
  unjudged: UnjudgedDeclaration[];
  /**
   * Scopes that were not read completely. While there are any, nothing is said
   * to be gone.
   */
  incompleteScopes: ScopeKey[];
}

/**
 * `GET /v1/drift`: the comparison of what the caller may see of the map with
 * what the caller may read of the catalog.
 *
 * @public
 */
export interface DriftResponse extends DriftReport {
  /** Absent until the first read has ended, and with it all findings. */
  snapshotVersion?: string;
  /** ISO 8601, UTC: when the read that this rests on ended. */
  generatedAt?: string;
  /**
   * True when the caller is allowed to see nodes on conditions only. Then
   * nothing is said to be gone: it may be hidden.
   */
  restricted?: boolean;
}
