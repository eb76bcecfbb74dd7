import { Tags } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** What something works with, where AWS configuration doesn't tell. */
export interface Relations {
  /** ARNs of what it takes work from. */
  consumes?: string[];
  /** ARNs of what it sends to. */
  produces?: string[];
}

/**
 * Tells the event map, by tags. They count on ECS services, task definitions
 * and functions; tag the resource itself, and not what is made around it.
 */
export function declareRelations(
  resource: IConstruct,
  { consumes = [], produces = [] }: Relations,
): void {
  for (const [tag, arns] of Object.entries({
    'event-topology:consumes': consumes,
    'event-topology:produces': produces,
  })) {
    if (arns.length > 0) {
      // Most services refuse commas in tags.
      Tags.of(resource).add(tag, arns.join(' '));
    }
  }
}
