import { ResourceContext } from './ResourceContext';
import { NameRule, Properties, ResourceType } from './resource-type';

/** A resource type with nothing behind it: an id, attributes and what the template says. */
export interface RecordedType {
  name?: NameRule;
  replacedBy?: readonly string[];
  /** What `Ref` gives. */
  identify(properties: Properties, context: ResourceContext): string;
  attributes?(
    physicalId: string,
    properties: Properties,
    context: ResourceContext,
  ): Record<string, unknown>;
}

/** Makes a resource type that is only kept in the stack. */
export function recordedType(spec: RecordedType): ResourceType {
  return {
    isRecorded: true,
    name: spec.name,
    replacedBy: spec.replacedBy ?? [],
    takesTags: true,
    async create(properties, context) {
      const physicalId = spec.identify(properties, context);
      return {
        physicalId,
        attributes: {
          ...properties,
          ...spec.attributes?.(physicalId, properties, context),
        },
      };
    },
    async update({ after, identity: { physicalId, attributes } }, context) {
      const made = Object.keys(
        spec.attributes?.(physicalId, after, context) ?? {},
      );
      return {
        physicalId,
        attributes: {
          ...attributes,
          ...after,
          // What AWS made up stays as it was made.
          ...Object.fromEntries(made.map(name => [name, attributes[name]])),
        },
      };
    },
    async delete() {},
    async changeTags() {},
  };
}
