import { AwsError } from '../../core';
import { OperationModel } from '../service-model';
import { WireRequest } from '../wire';

/** Finds the operation of a REST service that a method and a path ask for. */
export class UriTemplates {
  readonly #templates: Template[];

  constructor(operations: Iterable<OperationModel>) {
    this.#templates = [...operations]
      .flatMap(operation => (operation.http ? [compile(operation)] : []))
      .sort((a, b) => compareSpecificity(a, b));
  }

  /**
   * The operation and the labels of its path, decoded.
   *
   * @throws AwsError when a label cannot be decoded
   */
  match(
    request: Pick<WireRequest, 'method' | 'path' | 'query'>,
  ): { operation: OperationModel; labels: Record<string, string> } | undefined {
    for (const template of this.#templates) {
      if (template.method !== request.method) {
        continue;
      }
      const match = template.path.exec(request.path);
      if (match && hasAll(request.query, template.query)) {
        return {
          operation: template.operation,
          labels: decodeLabels(template.labels, match),
        };
      }
    }
    return undefined;
  }
}

interface Template {
  operation: OperationModel;
  method: string;
  path: RegExp;
  labels: string[];
  query: [string, string][];
  /** One character a segment: `0` literal, `1` label, `2` greedy label. */
  specificity: string;
}

function compile(operation: OperationModel): Template {
  const { method = '', uri = '' } = operation.http ?? {};
  const [path, query = ''] = uri.split('?');
  const labels: string[] = [];
  let specificity = '';
  const pattern = path
    .split('/')
    .map(segment => {
      const label = /^\{([^}+]+)(\+?)\}$/.exec(segment);
      if (!label) {
        specificity += '0';
        return escapeRegExp(segment);
      }
      labels.push(label[1]);
      specificity += label[2] ? '2' : '1';
      return label[2] ? '(.+)' : '([^/]+)';
    })
    .join('/');
  return {
    operation,
    method,
    path: new RegExp(`^${pattern}/?$`),
    labels,
    // Only the SDKs' own requests carry it.
    query: [...new URLSearchParams(query)].filter(([name]) => name !== 'x-id'),
    specificity,
  };
}

/** Literal segments before labels, and templates with a fixed query before those without. */
function compareSpecificity(a: Template, b: Template): number {
  return (
    a.specificity.localeCompare(b.specificity) ||
    b.query.length - a.query.length
  );
}

function hasAll(query: URLSearchParams, wanted: [string, string][]): boolean {
  return wanted.every(([name, value]) =>
    value === '' ? query.has(name) : query.getAll(name).includes(value),
  );
}

function decodeLabels(
  names: string[],
  match: RegExpExecArray,
): Record<string, string> {
  return Object.fromEntries(
    names.map((name, index) => [name, decodeLabel(match[index + 1])]),
  );
}

function decodeLabel(label: string): string {
  try {
    return decodeURIComponent(label);
  } catch {
    throw new AwsError(
      'SerializationException',
      `The part '${label}' of the path is not percent-encoded`,
    );
  }
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
