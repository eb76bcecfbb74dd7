import { ServiceId } from '../../../core';
import { ResourceContext } from './ResourceContext';

/** The properties of a resource, all functions worked out. */
export type Properties = Record<string, unknown>;

/** What the world knows a resource by once it is there. */
export interface Identity {
  /** What `Ref` gives. */
  physicalId: string;
  /** What `Fn::GetAtt` gives, by name. */
  attributes: Record<string, unknown>;
  /** For tags; absent when the resource takes none after its creation. */
  arn?: string;
}

/** How CloudFormation names a resource that the template gives no name. */
export interface NameRule {
  property: string;
  maximumLength: number;
  lowerCase?: boolean;
  /** What the name must end with. */
  suffix?: (properties: Properties) => string;
  /** The same name can be there twice, so that it doesn't bar a replacement. */
  reusable?: boolean;
}

/** A change of properties that leaves the resource what it is. */
export interface Change {
  before: Properties;
  after: Properties;
  identity: Identity;
}

/** One resource type of CloudFormation. */
export interface ResourceType {
  /** Recorded: kept with an id and attributes, and nothing behind it. */
  readonly isRecorded?: boolean;
  /** What it calls when it is made, changed and removed, where that is all declared. */
  readonly operations?: { service: ServiceId; names: readonly string[] };
  /** Properties of a live type that are kept in the stack and passed on to nothing. */
  readonly recordedProperties?: readonly string[];
  readonly name?: NameRule;
  /** Properties whose change makes a new resource; `any` means all of them. */
  readonly replacedBy: readonly string[] | 'any';
  /** False: `Tags` is a property like any other. */
  readonly takesTags: boolean;
  /** @throws UnknownPropertyError for properties that it doesn't have */
  create(properties: Properties, context: ResourceContext): Promise<Identity>;
  /** Absent when every change replaces. */
  update?(change: Change, context: ResourceContext): Promise<Identity | void>;
  delete(
    identity: Identity,
    properties: Properties,
    context: ResourceContext,
  ): Promise<void>;
  /** Changes tags where it is done otherwise than by the ARN. */
  changeTags?(
    identity: Identity,
    change: { set: Record<string, string>; removed: string[] },
    context: ResourceContext,
  ): Promise<void>;
}

/** A property that the type doesn't have, or that the sandbox doesn't. */
export class UnknownPropertyError extends Error {
  /** @param path - names from the outside in, such as `['Targets', '0', 'Foo']` */
  constructor(readonly path: readonly string[]) {
    const parent = ['#', ...path.slice(0, -1)].join('/');
    super(`${parent}: extraneous key [${path.at(-1)}] is not permitted`);
    this.name = 'UnknownPropertyError';
  }
}

/** A property of the wrong kind, or one that is missing. */
export class InvalidPropertyError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InvalidPropertyError';
  }
}

/**
 * Refuses properties that are not among the names.
 *
 * @throws UnknownPropertyError
 */
export function refuseOthers(
  properties: Properties,
  names: readonly string[],
): void {
  const unknown = Object.keys(properties).find(name => !names.includes(name));
  if (unknown !== undefined) {
    throw new UnknownPropertyError([unknown]);
  }
}

/** @throws InvalidPropertyError when the property is missing or no text */
export function requiredText(properties: Properties, name: string): string {
  const value = properties[name];
  if (typeof value !== 'string' || value === '') {
    throw new InvalidPropertyError(`#: required key [${name}] not found`);
  }
  return value;
}

/** @throws InvalidPropertyError when the property is there and no list of texts */
export function textsOf(properties: Properties, name: string): string[] {
  const value = properties[name] ?? [];
  if (
    !Array.isArray(value) ||
    !value.every((item): item is string => typeof item === 'string')
  ) {
    throw new InvalidPropertyError(`#/${name}: expected a list of texts`);
  }
  return value;
}

/** A document that the template may give as JSON or as an object. */
export function documentText(value: unknown): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
