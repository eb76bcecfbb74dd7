import { NormalizedSchema } from '@smithy/core/schema';
import { queryText } from './text-values';

/** Writes the members of a structure as XML elements, without an element around them. */
export function writeXmlMembers(
  structure: Record<string, unknown>,
  schema: NormalizedSchema,
): string {
  let xml = '';
  for (const [name, member] of schema.structIterator()) {
    const value = structure[name];
    if (value !== undefined && value !== null) {
      xml += writeMember(
        member.getMergedTraits().xmlName ?? name,
        value,
        member,
      );
    }
  }
  return xml;
}

/** Writes one element around ready XML. */
export function element(
  name: string,
  content: string,
  attributes = '',
): string {
  return `<${name}${attributes}>${content}</${name}>`;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text as it may stand in an element; line ends and the like survive the client's parser. */
export function escapeXml(text: string): string {
  return text.replace(
    /[&<>"\p{Cc}\u2028]/gu,
    character =>
      ENTITIES[character] ?? `&#x${character.charCodeAt(0).toString(16)};`,
  );
}

function writeMember(
  name: string,
  value: unknown,
  schema: NormalizedSchema,
): string {
  const flat = Boolean(schema.getMergedTraits().xmlFlattened);
  if (schema.isListSchema() && Array.isArray(value)) {
    const member = schema.getValueSchema();
    const itemName = flat ? name : member.getMergedTraits().xmlName ?? 'member';
    const items = value
      .map(item => element(itemName, writeContent(item, member)))
      .join('');
    return flat ? items : element(name, items);
  }
  if (schema.isMapSchema() && typeof value === 'object' && value !== null) {
    const entries = writeEntries(value, schema, flat ? name : 'entry');
    return flat ? entries : element(name, entries);
  }
  return element(name, writeContent(value, schema));
}

function writeContent(value: unknown, schema: NormalizedSchema): string {
  if (value === null || value === undefined) {
    return '';
  }
  if (schema.isStructSchema()) {
    return writeXmlMembers(value as Record<string, unknown>, schema);
  }
  if (schema.isListSchema() && Array.isArray(value)) {
    const member = schema.getValueSchema();
    const itemName = member.getMergedTraits().xmlName ?? 'member';
    return value
      .map(item => element(itemName, writeContent(item, member)))
      .join('');
  }
  if (schema.isMapSchema() && typeof value === 'object') {
    return writeEntries(value, schema, 'entry');
  }
  return escapeXml(queryText.write(schema, value));
}

function writeEntries(
  map: object,
  schema: NormalizedSchema,
  entryName: string,
): string {
  const keyName = schema.getKeySchema().getMergedTraits().xmlName ?? 'key';
  const value = schema.getValueSchema();
  const valueName = value.getMergedTraits().xmlName ?? 'value';
  return Object.entries(map)
    .filter(([, item]) => item !== undefined && item !== null)
    .map(([key, item]) =>
      element(
        entryName,
        element(keyName, escapeXml(key)) +
          element(valueName, writeContent(item, value)),
      ),
    )
    .join('');
}
