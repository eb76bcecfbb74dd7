import { EntityMatch, TOPOLOGY_ANNOTATIONS, TOPOLOGY_TAGS } from '../api';
import { parseArn } from '../arn';
import { isNodeOfKind, TopologyNode } from '../model';
import { AnnotatedEntity, EntityNodes } from './annotated-entity';
import { parseServiceTags } from './parse-service-tags';

/**
 * Nodes by all that an entity can name them by. Made once, it answers for
 * each of a thousand entities without looking at every node again.
 */
export class EntityNodeIndex {
  readonly #byArn = new Map<string, TopologyNode>();
  readonly #services: TopologyNode[] = [];
  /** By the tag's value in lower case. */
  readonly #byComponentTag = new Map<string, TopologyNode[]>();

  constructor(nodes: readonly TopologyNode[]) {
    for (const node of nodes) {
      this.#byArn.set(node.id, node);
      if (isNodeOfKind(node, 'ecs-service')) {
        this.#services.push(node);
      }
      const component = node.tags[TOPOLOGY_TAGS.component]?.trim();
      if (component) {
        const key = component.toLocaleLowerCase('en-US');
        const tagged = this.#byComponentTag.get(key);
        if (tagged) {
          tagged.push(node);
        } else {
          this.#byComponentTag.set(key, [node]);
        }
      }
    }
  }

  nodesOf(entity: AnnotatedEntity): EntityNodes {
    const found = [
      this.#byArnAnnotation(entity, TOPOLOGY_ANNOTATIONS.arn),
      this.#byArnAnnotation(entity, TOPOLOGY_ANNOTATIONS.ecsServiceArn),
      this.#byServiceTags(entity),
      this.#byTagOnNodes(entity),
    ];
    return {
      matches: found.flatMap(({ matches }) => matches),
      problems: found.flatMap(({ problems }) => problems),
    };
  }

  #byArnAnnotation(entity: AnnotatedEntity, annotation: string): EntityNodes {
    const text = entity.annotations[annotation];
    if (text === undefined) {
      return { matches: [], problems: [] };
    }
    const arns = text
      .split(',')
      .map(arn => arn.trim())
      .filter(Boolean);
    if (arns.length === 0) {
      return {
        matches: [],
        problems: [
          `The annotation ${annotation} is empty. Write one ARN, or several with commas between them.`,
        ],
      };
    }
    const matches: EntityMatch[] = [];
    const problems: string[] = [];
    for (const arn of new Set(arns)) {
      const node = this.#nodeByArn(arn);
      const problem = problemWithArn(arn, node, annotation);
      if (problem) {
        problems.push(problem);
      } else if (node) {
        matches.push({ matchedBy: annotation, value: arn, nodeIds: [node.id] });
      }
    }
    return { matches, problems };
  }

  /**
   * Services had ARNs without their cluster until 2018, and annotations may
   * still be of that form; such an ARN counts when it means one service only.
   */
  #nodeByArn(arn: string): TopologyNode | undefined {
    const node = this.#byArn.get(arn);
    const short = /^(arn:[^:]+:ecs:[^:]+:\d{12}):service\/([^/]+)$/.exec(arn);
    if (node || !short) {
      return node;
    }
    const [, scope, name] = short;
    const services = this.#services.filter(
      service =>
        service.id.startsWith(`${scope}:service/`) &&
        service.id.endsWith(`/${name}`),
    );
    return services.length === 1 ? services[0] : undefined;
  }

  #byServiceTags(entity: AnnotatedEntity): EntityNodes {
    const annotation = TOPOLOGY_ANNOTATIONS.ecsServiceTags;
    const text = entity.annotations[annotation];
    if (text === undefined) {
      return { matches: [], problems: [] };
    }
    const tags = parseServiceTags(text);
    if (!tags) {
      return {
        matches: [],
        problems: [
          `The annotation ${annotation} is "${text}", which cannot be read. Write it as key=value, or key=value,key2=value2 for services that have all of these tags.`,
        ],
      };
    }
    const services = this.#services.filter(service =>
      tags.every(({ key, value }) => service.tags[key] === value),
    );
    if (services.length === 0) {
      return {
        matches: [],
        problems: [
          `The annotation ${annotation} is "${text}", but no ECS service in the topology has ${
            tags.length === 1 ? 'this tag' : 'all of these tags'
          }. Check the tags in AWS; keys and values are case-sensitive.`,
        ],
      };
    }
    return {
      matches: [
        {
          matchedBy: annotation,
          value: text,
          nodeIds: services.map(service => service.id),
        },
      ],
      problems: [],
    };
  }

  /** A tag can only name a component by its name alone; any entity by its ref. */
  #byTagOnNodes(entity: AnnotatedEntity): EntityNodes {
    const entityRef = entity.entityRef.toLocaleLowerCase('en-US');
    const values = [entityRef];
    if (entityRef.startsWith('component:')) {
      const [namespace] = entityRef.slice('component:'.length).split('/');
      const name = entity.name.toLocaleLowerCase('en-US');
      values.push(name, `${namespace}/${name}`, `component:${name}`);
    }
    return {
      matches: values.flatMap(value => {
        const nodes = this.#byComponentTag.get(value);
        return nodes
          ? {
              matchedBy: TOPOLOGY_TAGS.component,
              value: nodes[0].tags[TOPOLOGY_TAGS.component].trim(),
              nodeIds: nodes.map(node => node.id),
            }
          : [];
      }),
      problems: [],
    };
  }
}

function problemWithArn(
  arn: string,
  node: TopologyNode | undefined,
  annotation: string,
): string | undefined {
  const parsed = parseArn(arn);
  if (!parsed) {
    return `The annotation ${annotation} has "${arn}", which is not an ARN. An ARN looks like arn:aws:sqs:eu-central-1:123456789012:loyalty.`;
  }
  if (
    annotation === TOPOLOGY_ANNOTATIONS.ecsServiceArn &&
    !(parsed.service === 'ecs' && parsed.resource.startsWith('service/'))
  ) {
    return `The annotation ${annotation} has ${arn}, which is not the ARN of an ECS service. For other resources use ${TOPOLOGY_ANNOTATIONS.arn}.`;
  }
  if (!node) {
    return `The annotation ${annotation} has ${arn}, which is not in the topology. Check the spelling, that the resource exists, and that account ${
      parsed.accountId || '(none in the ARN)'
    } and region ${parsed.region || '(none in the ARN)'} are read.`;
  }
  return undefined;
}
