import { Entity } from '@backstage/catalog-model';
import { parse } from 'yaml';
import { TOPOLOGY_ANNOTATIONS } from '../api';
import { parseArn } from '../arn';

/** Events that an API describes: what they say of themselves, and where they are sent. */
export interface EventContract {
  /** The ARN of the bus, topic, queue or stream. */
  channelArn: string;
  /** Values of `source`; undefined when the contract leaves it open. */
  sources?: string[];
  /** Values of `detail-type`; undefined when the contract leaves it open. */
  detailTypes?: string[];
}

/** Annotations of an API whose definition does not say what is needed. @public */
export const CONTRACT_ANNOTATIONS = {
  source: 'event-topology/source',
  detailType: 'event-topology/detail-type',
} as const;

/**
 * The events of an API entity: from the annotations `aws.amazon.com/arn`,
 * `event-topology/source` and `event-topology/detail-type`, else from an AsyncAPI
 * definition (2 or 3) whose channels have ARNs as addresses and whose payloads
 * fix `source` and `detail-type` by `const` or `enum`. Empty when neither ties
 * the API to AWS.
 */
export function eventContracts(api: Entity): EventContract[] {
  const annotations = api.metadata.annotations ?? {};
  const arns = list(annotations[TOPOLOGY_ANNOTATIONS.arn]);
  if (arns.length > 0) {
    const sources = list(annotations[CONTRACT_ANNOTATIONS.source]);
    const detailTypes = list(annotations[CONTRACT_ANNOTATIONS.detailType]);
    return arns.map(channelArn => ({
      channelArn,
      ...(sources.length > 0 && { sources }),
      ...(detailTypes.length > 0 && { detailTypes }),
    }));
  }
  return api.spec?.type === 'asyncapi' &&
    typeof api.spec.definition === 'string'
    ? contractsOfDefinition(api.spec.definition)
    : [];
}

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map(item => item.trim())
    .filter(Boolean);
}

type Fields = Record<string, unknown>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function contractsOfDefinition(definition: string): EventContract[] {
  let root: unknown;
  try {
    root = parse(definition);
  } catch {
    // A definition that is no YAML describes no events; its page says so.
    return [];
  }
  const look = (value: unknown) => dereferenced(root, value);
  return Object.entries(look(look(root).channels)).flatMap(([key, value]) => {
    const channel = look(value);
    const channelArn = [channel.address, key].find(
      (text): text is string =>
        typeof text === 'string' && parseArn(text) !== undefined,
    );
    return channelArn
      ? messagesOf(channel, look).map(message =>
          contractOf(channelArn, message, look),
        )
      : [];
  });
}

/** AsyncAPI 3 keeps messages in the channel, AsyncAPI 2 in its operations. */
function messagesOf(
  channel: Fields,
  look: (value: unknown) => Fields,
): Fields[] {
  const ofOperations = [channel.publish, channel.subscribe].flatMap(
    operation => {
      const { message } = look(operation);
      const found = look(message);
      return Array.isArray(found.oneOf) ? found.oneOf : message ?? [];
    },
  );
  const messages = [
    ...Object.values(look(channel.messages)),
    ...ofOperations,
  ].map(look);
  return messages.length > 0 ? messages : [{}];
}

function contractOf(
  channelArn: string,
  message: Fields,
  look: (value: unknown) => Fields,
): EventContract {
  const properties = look(look(message.payload).properties);
  const sources = fixedValues(look(properties.source));
  const detailTypes = fixedValues(look(properties['detail-type']));
  return {
    channelArn,
    ...(sources && { sources }),
    ...(detailTypes && { detailTypes }),
  };
}

function fixedValues(schema: Fields): string[] | undefined {
  const values = Array.isArray(schema.enum) ? schema.enum : [schema.const];
  const texts = values.filter(
    (value): value is string => typeof value === 'string',
  );
  return texts.length > 0 ? texts : undefined;
}

/** References nest a few times in practice; a circle ends here. */
const MOST_REFERENCES = 10;

/** What a value is, or what its `$ref` into the same document leads to. */
function dereferenced(root: unknown, value: unknown): Fields {
  let found = value;
  for (let step = 0; step < MOST_REFERENCES && isFields(found); step++) {
    if (typeof found.$ref !== 'string') {
      return found;
    }
    found = found.$ref.startsWith('#/')
      ? found.$ref
          .slice(2)
          .split('/')
          .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'))
          .reduce<unknown>(
            (at, part) =>
              isFields(at) && Object.hasOwn(at, part) ? at[part] : undefined,
            root,
          )
      : undefined;
  }
  return {};
}
