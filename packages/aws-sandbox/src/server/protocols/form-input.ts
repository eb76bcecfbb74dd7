import { NormalizedSchema } from '@smithy/core/schema';
import { queryText } from './text-values';

/** The parameters of a form as a tree: `Tags.member.1.Key` is four steps deep. */
interface FormNode {
  value?: string;
  children: Map<string, FormNode>;
}

/** Reads the flat parameters of the query protocol into the shape of an input. */
export function readFormInput(
  form: URLSearchParams,
  schema: NormalizedSchema,
): Record<string, unknown> {
  const root: FormNode = { children: new Map() };
  for (const [key, value] of form) {
    let node = root;
    for (const step of key.split('.')) {
      let child = node.children.get(step);
      if (!child) {
        child = { children: new Map() };
        node.children.set(step, child);
      }
      node = child;
    }
    node.value = value;
  }
  return schema.isUnitSchema() ? {} : readStructure(root, schema);
}

function read(node: FormNode, schema: NormalizedSchema): unknown {
  if (schema.isStructSchema()) {
    return readStructure(node, schema);
  }
  if (schema.isListSchema()) {
    return readList(node, schema);
  }
  if (schema.isMapSchema()) {
    return readMap(node, schema);
  }
  return node.value === undefined
    ? undefined
    : queryText.read(schema, node.value);
}

function readStructure(
  node: FormNode,
  schema: NormalizedSchema,
): Record<string, unknown> {
  const structure: Record<string, unknown> = {};
  for (const [name, member] of schema.structIterator()) {
    const child = node.children.get(member.getMergedTraits().xmlName ?? name);
    if (child) {
      structure[name] = read(child, member);
    }
  }
  return structure;
}

function readList(node: FormNode, schema: NormalizedSchema): unknown[] {
  const member = schema.getValueSchema();
  const itemName = member.getMergedTraits().xmlName ?? 'member';
  const holder = schema.getMergedTraits().xmlFlattened
    ? node
    : node.children.get(itemName) ?? node.children.get('member') ?? node;
  return numbered(holder).map(item => read(item, member));
}

function readMap(
  node: FormNode,
  schema: NormalizedSchema,
): Record<string, unknown> {
  const key = schema.getKeySchema();
  const value = schema.getValueSchema();
  const keyName = key.getMergedTraits().xmlName ?? 'key';
  const valueName = value.getMergedTraits().xmlName ?? 'value';
  const holder = schema.getMergedTraits().xmlFlattened
    ? node
    : node.children.get('entry') ?? node;
  const map: Record<string, unknown> = {};
  for (const entry of numbered(holder)) {
    const entryKey = entry.children.get(keyName)?.value;
    const entryValue = entry.children.get(valueName);
    if (entryKey !== undefined && entryValue) {
      map[entryKey] = read(entryValue, value);
    }
  }
  return map;
}

/** The children `1`, `2`, …, in the order of their numbers. */
function numbered(node: FormNode): FormNode[] {
  return [...node.children]
    .filter(([step]) => /^\d+$/.test(step))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, child]) => child);
}
