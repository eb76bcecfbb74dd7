type JsonObject = Record<string, unknown>;

/** The envelope that EventBridge puts around every event. */
const ENVELOPE: JsonObject = {
  version: '0',
  id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
  'detail-type': 'OrderCreated',
  source: 'shop.order',
  account: '123456789012',
  time: '2026-11-27T08:00:00Z',
  region: 'eu-central-1',
  resources: [],
  detail: {},
};

/**
 * An event that a pattern is likely to match, to begin with: for every field
 * the first thing that the pattern asks for. What cannot be guessed, such as
 * `$or`, is left to the person who tries it.
 */
export function sampleEvent(pattern: JsonObject): JsonObject {
  return { ...ENVELOPE, ...sampleOf(pattern) };
}

function sampleOf(pattern: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(pattern).flatMap(([field, wanted]) => {
      if (Array.isArray(wanted)) {
        const value = field === '$or' ? undefined : valueFor(wanted[0]);
        return value === undefined
          ? []
          : [[field, field === 'resources' ? [value] : value]];
      }
      return isObject(wanted) ? [[field, sampleOf(wanted)]] : [];
    }),
  );
}

/** A value that an expression asks for; undefined where the field must be absent. */
function valueFor(expression: unknown): unknown {
  if (!isObject(expression)) {
    return expression;
  }
  const [[operator, operand]] = Object.entries(expression);
  const text =
    isObject(operand) && 'equals-ignore-case' in operand
      ? operand['equals-ignore-case']
      : operand;
  switch (operator) {
    case 'exists':
      return operand ? 'something' : undefined;
    case 'prefix':
      return `${text}…`;
    case 'suffix':
      return `…${text}`;
    case 'wildcard':
      return String(text).replace(/\*/g, 'any');
    case 'anything-but':
      return 'anything else';
    case 'numeric':
      return numberFor(operand);
    case 'cidr':
      return String(text).split('/')[0];
    default:
      return text;
  }
}

/** A number within the bounds of `[">", 0, "<=", 5]`. */
function numberFor(bounds: unknown): number | undefined {
  if (!Array.isArray(bounds)) {
    return undefined;
  }
  let least = -Infinity;
  let most = Infinity;
  for (let index = 0; index + 1 < bounds.length; index += 2) {
    const figure = Number(bounds[index + 1]);
    if (bounds[index] === '=') {
      return figure;
    }
    if (bounds[index] === '>' || bounds[index] === '>=') {
      least = figure;
    } else {
      most = figure;
    }
  }
  if (least === -Infinity) {
    return most - 1;
  }
  return most === Infinity ? least + 1 : (least + most) / 2;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
