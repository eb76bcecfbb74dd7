import { EntityMatch } from '../api';

/** What is known of a catalog entity, for finding its nodes. @public */
export interface AnnotatedEntity {
  /** `kind:namespace/name`. */
  entityRef: string;
  /** `metadata.name` */
  name: string;
  /** `metadata.annotations` */
  annotations: Record<string, string>;
}

/** @public */
export interface EntityNodes {
  /** One for each ARN, tag selection or tag that found a node. */
  matches: EntityMatch[];
  /** What is wrong with the annotations, in plain words, for who wrote them. */
  problems: string[];
}
