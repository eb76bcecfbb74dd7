import { MessageAttributeValue } from '@aws-sdk/client-sns';
import {
  InvalidEventPatternError,
  compileEventPattern,
} from '@ecs-eda/plugin-event-topology-common';
import { AwsError } from '../../../core';

/** What a filter policy looks at. */
export type FilterScope = 'MessageAttributes' | 'MessageBody';

/** Whether a subscription wants a message. */
export type MessageFilter = (message: {
  body: string;
  attributes: Record<string, MessageAttributeValue>;
}) => boolean;

const MOST_KEYS = 5;

/**
 * Compiles a filter policy. Its operators are those of event patterns, applied
 * to the message attributes as flat fields, or to the message as JSON.
 *
 * @returns undefined for the empty policy, which lets everything through
 * @throws AwsError `InvalidParameterException`
 */
export function compileFilter(
  policy: string,
  scope: FilterScope,
): MessageFilter | undefined {
  const pattern = parsePolicy(policy);
  const keys = Object.keys(pattern);
  if (keys.length === 0) {
    return undefined;
  }
  if (keys.length > MOST_KEYS) {
    throw invalid(`Filter policy can not have more than ${MOST_KEYS} keys`);
  }
  if (scope === 'MessageAttributes') {
    refuseNesting(pattern);
  }
  try {
    const matches = compileEventPattern(pattern);
    return scope === 'MessageBody'
      ? ({ body }) => matches(jsonOf(body))
      : ({ attributes }) => matches(fieldsOf(attributes));
  } catch (error) {
    if (error instanceof InvalidEventPatternError) {
      throw invalid(`${error.reason} at ${error.path}`);
    }
    throw error;
  }
}

function parsePolicy(policy: string): Record<string, unknown> {
  const pattern = jsonOf(policy);
  if (
    typeof pattern !== 'object' ||
    pattern === null ||
    Array.isArray(pattern)
  ) {
    throw invalid('failed to parse JSON');
  }
  return pattern as Record<string, unknown>;
}

function refuseNesting(pattern: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(pattern)) {
    if (!Array.isArray(value)) {
      throw invalid(
        `"${key}" must be an array: nested policies need the scope MessageBody`,
      );
    }
  }
}

function invalid(reason: string): AwsError {
  return new AwsError(
    'InvalidParameterException',
    `Invalid parameter: FilterPolicy: ${reason}`,
  );
}

function fieldsOf(
  attributes: Record<string, MessageAttributeValue>,
): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, { DataType = '', StringValue }] of Object.entries(
    attributes,
  )) {
    if (DataType === 'String.Array') {
      fields[name] = jsonOf(StringValue ?? '');
    } else if (DataType.startsWith('Number')) {
      fields[name] = Number(StringValue);
    } else if (DataType.startsWith('String')) {
      fields[name] = StringValue;
    }
    // Binary attributes are not looked at.
  }
  return fields;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
