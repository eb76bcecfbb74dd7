import { ServiceId } from '../../../core';
import { ResourceContext } from './ResourceContext';
import {
  Change,
  Identity,
  InvalidPropertyError,
  NameRule,
  Properties,
  ResourceType,
  UnknownPropertyError,
} from './resource-type';

/** A resource type that is, by and large, the operations of its service. */
export interface ApiType {
  service: ServiceId;
  create: string;
  /**
   * The operation that changes it. `whole`: it takes the resource anew, so that
   * what is left out goes back to its default. Absent: every change replaces.
   */
  update?: { operation: string; whole?: boolean };
  /** Absent when it goes with what it belongs to. */
  delete?: string;
  name?: NameRule;
  /** Properties whose change makes a new resource. */
  replacedBy?: readonly string[];
  /** Property → member, where the API spells it another way. */
  rename?: Readonly<Record<string, string>>;
  /** Properties that are remembered and passed on to nothing. */
  recorded?: readonly string[];
  /** Properties that `afterwards` deals with. */
  separate?: readonly string[];
  /** Properties that count when the resource is made; later changes are only remembered. */
  atCreationOnly?: readonly string[];
  /** Properties that stay as they are when the template names them no more. */
  lasting?: readonly string[];
  /** The sandbox has no operation that changes it, though AWS has. */
  fixed?: boolean;
  /** Rewrites properties whose shape the API has another way. */
  adapt?(properties: Properties, context: ResourceContext): Properties;
  /** Tags stay out, for CloudFormation gives this type none. */
  untagged?: boolean;
  /** @param output - of the creation, any because it is another shape for each service */
  identify(output: any, input: any, context: ResourceContext): Identity;
  /** What names the resource in the operations that change and delete it. */
  key(identity: Identity, properties: Properties): Record<string, unknown>;
  /** What is left to do after a creation or a change. @param before - undefined after a creation */
  afterwards?(
    identity: Identity,
    properties: Properties,
    before: Properties | undefined,
    context: ResourceContext,
  ): Promise<void>;
  beforeDelete?(
    identity: Identity,
    properties: Properties,
    context: ResourceContext,
  ): Promise<void>;
  changeTags?: ResourceType['changeTags'];
}

/** Makes a resource type of the operations of a service. */
export function apiType(spec: ApiType): ResourceType {
  return {
    operations: {
      service: spec.service,
      names: [spec.create, spec.update?.operation, spec.delete].filter(
        (name): name is string => name !== undefined,
      ),
    },
    recordedProperties: spec.recorded,
    name: spec.name,
    takesTags: !spec.untagged,
    replacedBy: spec.update || spec.fixed ? spec.replacedBy ?? [] : 'any',
    changeTags: spec.changeTags,

    async create(properties, context) {
      const input = {
        ...context.shape(
          spec.service,
          spec.create,
          passedOn(spec, properties, context),
        ),
        ...(!spec.untagged && context.tagsFor(spec.service, spec.create)),
      };
      const output = await context.call(spec.service, spec.create, input);
      const identity = spec.identify(output, input, context);
      context.appeared(identity);
      await spec.afterwards?.(identity, properties, undefined, context);
      return identity;
    },

    async update({ before, after, identity }, context) {
      await change(spec, { before, after, identity }, context);
      await spec.afterwards?.(identity, after, before, context);
    },

    async delete(identity, properties, context) {
      await spec.beforeDelete?.(identity, properties, context);
      if (spec.delete) {
        await context.call(
          spec.service,
          spec.delete,
          spec.key(identity, properties),
        );
      }
    },
  };
}

/** The properties that go to the API, under the API's names. */
function passedOn(
  spec: ApiType,
  properties: Properties,
  context: ResourceContext,
): Properties {
  const own = new Set([...(spec.recorded ?? []), ...(spec.separate ?? [])]);
  const adapted = spec.adapt?.(properties, context) ?? properties;
  return Object.fromEntries(
    Object.entries(adapted)
      .filter(([name]) => !own.has(name))
      .map(([name, value]) => [spec.rename?.[name] ?? name, value]),
  );
}

async function change(
  spec: ApiType,
  { before, after, identity }: Change,
  context: ResourceContext,
): Promise<void> {
  const old = passedOn(spec, before, context);
  const wanted = passedOn(spec, after, context);
  const isChanged = (name: string) =>
    JSON.stringify(old[name]) !== JSON.stringify(wanted[name]) &&
    !spec.atCreationOnly?.includes(name) &&
    !(wanted[name] === undefined && spec.lasting?.includes(name));
  const changed = [
    ...new Set([...Object.keys(old), ...Object.keys(wanted)]),
  ].filter(isChanged);
  if (changed.length === 0) {
    return;
  }
  const { operation, whole } = spec.update ?? {};
  const takes = (name: string) =>
    operation !== undefined && context.hasMember(spec.service, operation, name);
  const fixed = changed.find(name => !takes(name));
  if (operation === undefined || fixed !== undefined) {
    throw cannotChange(spec, fixed ?? changed[0], context);
  }
  const removed = changed.find(name => wanted[name] === undefined);
  if (removed !== undefined && !whole) {
    throw new InvalidPropertyError(
      `#/${removed}: the AWS sandbox cannot take this property back; set it to its default instead`,
    );
  }
  const sent = Object.fromEntries(
    Object.entries(wanted).filter(
      ([name]) => takes(name) && (whole || isChanged(name)),
    ),
  );
  await context.call(spec.service, operation, {
    ...context.shape(spec.service, operation, sent),
    ...spec.key(identity, after),
  });
}

/** A name that the type never had is said to be so. */
function cannotChange(spec: ApiType, name: string, context: ResourceContext) {
  return context.hasMember(spec.service, spec.create, name)
    ? new InvalidPropertyError(
        `#/${name}: the AWS sandbox cannot change this property of a resource that is there`,
      )
    : new UnknownPropertyError([name]);
}
