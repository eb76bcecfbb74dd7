import { Document, isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { templateError } from '../errors';
import { Template, isRecord } from './template';

/**
 * Reads a template written in JSON, or in YAML with or without the short forms
 * of functions (`!Ref`, `!GetAtt`, …).
 *
 * @throws AwsError `ValidationError` when it is neither
 */
export function parseTemplate(text: string): Template {
  const parsed = text.trimStart().startsWith('{')
    ? parseJson(text)
    : parseYaml(text);
  if (!isRecord(parsed)) {
    throw templateError('unsupported structure.');
  }
  return parsed as unknown as Template;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw templateError(`JSON not well-formed. (${(error as Error).message})`);
  }
}

function parseYaml(text: string): unknown {
  const document = parseDocument(text, { merge: true, logLevel: 'silent' });
  const [fault] = document.errors;
  if (fault) {
    throw templateError(`YAML not well-formed. (${fault.message})`);
  }
  return valueOf(document.contents, document);
}

function valueOf(node: unknown, document: Document): unknown {
  if (isAlias(node)) {
    return valueOf(node.resolve(document), document);
  }
  if (isMap(node)) {
    return withFunction(node.tag, mapOf(node.items, document));
  }
  if (isSeq(node)) {
    return withFunction(
      node.tag,
      node.items.map(item => valueOf(item, document)),
    );
  }
  return isScalar(node) ? withFunction(node.tag, node.value) : null;
}

function mapOf(
  pairs: { key: unknown; value: unknown }[],
  document: Document,
): Record<string, unknown> {
  const map: Record<string, unknown> = {};
  for (const { key, value } of pairs) {
    const name = String(isScalar(key) ? key.value : key);
    if (name === '<<') {
      const merged = valueOf(value, document);
      Object.assign(map, ...(Array.isArray(merged) ? merged : [merged]));
    } else {
      map[name] = valueOf(value, document);
    }
  }
  return map;
}

/** `!Sub x` means `{ "Fn::Sub": x }`; `Ref` and `Condition` go without the prefix. */
function withFunction(tag: string | undefined, value: unknown): unknown {
  if (tag === undefined || !/^!\w+$/.test(tag)) {
    return value;
  }
  const name = tag.slice(1);
  if (name === 'Ref' || name === 'Condition') {
    return { [name]: value };
  }
  return {
    [`Fn::${name}`]:
      name === 'GetAtt' && typeof value === 'string'
        ? attributeOf(value)
        : value,
  };
}

/** `Logical.Attribute.Part`: what follows the first dot is the attribute. */
function attributeOf(text: string): string[] {
  const dot = text.indexOf('.');
  return dot === -1 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
