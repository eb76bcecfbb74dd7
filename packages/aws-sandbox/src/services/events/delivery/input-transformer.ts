import { InputTransformer } from '@aws-sdk/client-eventbridge';
import { EventEnvelope } from '../routing/event-envelope';
import { isJsonPath, valueAtPath } from '../routing/json-path';

/** The rule and time that the reserved variables of a template speak of. */
export interface TransformerSetting {
  ruleArn: string;
  ruleName: string;
  /** Milliseconds since the epoch. */
  ingestedAt: number;
}

const VARIABLE = /<([A-Za-z0-9_.-]+)>/g;

/**
 * Fills a template with values of the event. A variable within a JSON string
 * is written into it; elsewhere it becomes a JSON value of its own.
 */
export function transformInput(
  transformer: InputTransformer,
  event: EventEnvelope,
  setting: TransformerSetting,
): string {
  const values = new Map<string, unknown>([
    ['aws.events.rule-arn', setting.ruleArn],
    ['aws.events.rule-name', setting.ruleName],
    [
      'aws.events.event.ingestion-time',
      new Date(setting.ingestedAt).toISOString(),
    ],
    ['aws.events.event', { ...event, detail: undefined }],
    ['aws.events.event.json', event],
  ]);
  for (const [name, path] of Object.entries(transformer.InputPathsMap ?? {})) {
    values.set(name, valueAtPath(event, path));
  }
  const template = transformer.InputTemplate ?? '';
  let output = '';
  let from = 0;
  let inString = false;
  for (const match of template.matchAll(VARIABLE)) {
    if (!values.has(match[1])) {
      continue;
    }
    const before = template.slice(from, match.index);
    inString = endsInString(before, inString);
    output += before + written(values.get(match[1]), inString);
    from = match.index + match[0].length;
  }
  return output + template.slice(from);
}

/**
 * Says what is wrong with a transformer, if anything.
 */
export function transformerFault(
  transformer: InputTransformer,
): string | undefined {
  const paths = Object.entries(transformer.InputPathsMap ?? {});
  for (const [name, path] of paths) {
    if (name.toUpperCase().startsWith('AWS')) {
      return `InputPath name ${name} is reserved`;
    }
    if (!isJsonPath(path)) {
      return `InputPath ${path} is not a JSON path`;
    }
  }
  const template = transformer.InputTemplate ?? '';
  if (template === '') {
    return 'InputTemplate is empty';
  }
  const known = new Set(paths.map(([name]) => name));
  for (const [, name] of template.matchAll(VARIABLE)) {
    if (!known.has(name) && !name.startsWith('aws.')) {
      return `InputTemplate uses <${name}>, which InputPathsMap doesn't define`;
    }
  }
  return undefined;
}

function written(value: unknown, inString: boolean): string {
  if (!inString) {
    return JSON.stringify(value === undefined ? '' : value);
  }
  if (value === undefined || value === null) {
    return '';
  }
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return JSON.stringify(text).slice(1, -1);
}

/** Whether a text that begins inside or outside a JSON string ends inside one. */
function endsInString(text: string, startsInside: boolean): boolean {
  let inside = startsInside;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '\\') {
      index += 1;
    } else if (text[index] === '"') {
      inside = !inside;
    }
  }
  return inside;
}
