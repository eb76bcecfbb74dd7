import { valueAtPath } from '../events/routing/json-path';

const VARIABLE = /<(\$[^<>]*|aws\.pipes\.[a-z.-]+)>/g;

/**
 * Fills a pipe's input template with values of a record. A quoted variable is
 * written into its string; elsewhere it becomes a JSON value of its own.
 *
 * @param template - absent hands on the record as it is
 */
export function fillInputTemplate(
  template: string | undefined,
  record: object,
  pipe: { arn: string; name: string },
): string {
  if (!template) {
    return JSON.stringify(record);
  }
  const readable = withParsedBody(record);
  const reserved: Record<string, unknown> = {
    'aws.pipes.pipe-arn': pipe.arn,
    'aws.pipes.pipe-name': pipe.name,
    'aws.pipes.event.json': record,
  };
  return template.replace(VARIABLE, (_, name: string, offset: number) => {
    const value = name.startsWith('$')
      ? valueAtPath(readable, name)
      : reserved[name];
    if (template[offset - 1] !== '"') {
      return JSON.stringify(value ?? null);
    }
    const text =
      typeof value === 'string' ? value : JSON.stringify(value ?? '');
    return JSON.stringify(text).slice(1, -1);
  });
}

/** A parameter of a target that may be a path into the record: `$.body.customer`. */
export function dynamicValue(
  parameter: string | undefined,
  record: object,
): string | undefined {
  if (!parameter?.startsWith('$')) {
    return parameter;
  }
  const value = valueAtPath(withParsedBody(record), parameter);
  return typeof value === 'string' || value === undefined
    ? value
    : JSON.stringify(value);
}

/**
 * Pipes reads the JSON body of an SQS message as JSON in filters and templates,
 * and the data of a Kinesis record, which is JSON in Base64.
 */
export function withParsedBody(record: object): object {
  if ('body' in record && typeof record.body === 'string') {
    return { ...record, body: parsed(record.body) };
  }
  if ('data' in record && typeof record.data === 'string') {
    const text = Buffer.from(record.data, 'base64').toString('utf8');
    return { ...record, data: parsed(text) };
  }
  return record;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
