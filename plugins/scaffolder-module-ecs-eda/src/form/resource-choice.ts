import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { ResourceOption } from '../topology/resource-option';

/** A resource of the stack's own, or one that exists. */
export interface ResourceChoice {
  mode: 'new' | 'existing';
  name?: string;
  arn?: string;
  url?: string;
}

/** The existing resource that was chosen from the list, or typed. */
export function choiceOf(
  chosen: ResourceOption | string | undefined,
): ResourceChoice {
  if (chosen === undefined) {
    return { mode: 'existing' };
  }
  if (typeof chosen !== 'string') {
    const { name, arn, url } = chosen;
    return { mode: 'existing', name, arn, ...(url && { url }) };
  }
  const text = chosen.trim();
  const name = nameInArn(text);
  return name === undefined
    ? { mode: 'existing', name: text }
    : { mode: 'existing', name, arn: text };
}

/** The resource's own name: what follows `cluster/`, `stateMachine:` or nothing. */
export function nameInArn(arn: string): string | undefined {
  const resource = parseArn(arn)?.resource;
  // The name of a partner's event bus has slashes of its own.
  return resource?.includes('/')
    ? resource.slice(resource.indexOf('/') + 1)
    : resource?.slice(resource.lastIndexOf(':') + 1);
}
