import { Compile, parse } from 'velocityjs';
import { valueAtPath } from '../../events/routing/json-path';

/** What a mapping template can refer to. */
export interface TemplateInput {
  /** The body that `$input` reads: the request's, or the integration's answer. */
  body: string;
  pathParameters: Record<string, string>;
  query: Record<string, string>;
  headers: Record<string, string>;
  /** `$context`, without its overrides. */
  context: Record<string, unknown>;
  stageVariables: Record<string, string>;
}

/** What a template made, and what it set aside of the body. */
export interface MappedBody {
  body: string;
  /** Headers that the integration gets, by `$context.requestOverride.header`. */
  requestHeaders: Record<string, string>;
  /** Headers and status that the client gets, by `$context.responseOverride`. */
  responseHeaders: Record<string, string>;
  responseStatus?: number;
}

/** `replaceAll` and `matches` of Java's strings take regular expressions, those of JavaScript do not. */
const JAVA_METHODS = {
  uid: 'java strings',
  match: ({ property, context }: { property: string; context: unknown }) =>
    typeof context === 'string' && ['replaceAll', 'matches'].includes(property),
  resolve({
    property,
    context,
    params,
  }: {
    property: string;
    context: string;
    params: string[];
  }) {
    const [pattern, replacement] = params;
    return property === 'matches'
      ? new RegExp(`^(?:${pattern})$`).test(context)
      : context.replace(new RegExp(pattern, 'g'), replacement);
  },
};

/** `$util` */
const UTIL = {
  /** Apostrophes too, as in JavaScript and unlike JSON: `\'` has to be taken back. */
  escapeJavaScript: (text: unknown) =>
    JSON.stringify(String(text)).slice(1, -1).replace(/'/g, "\\'"),
  parseJson: (text: string) => JSON.parse(text),
  urlEncode: (text: string) => encodeURIComponent(text),
  urlDecode: (text: string) => decodeURIComponent(text),
  base64Encode: (text: string) => Buffer.from(text).toString('base64'),
  base64Decode: (text: string) => Buffer.from(text, 'base64').toString('utf8'),
};

/**
 * Fills in a mapping template of Velocity's language.
 *
 * @throws Error when it is no template
 */
export function fillTemplate(
  template: string,
  input: TemplateInput,
): MappedBody {
  const context = {
    ...input.context,
    requestOverride: { header: {}, path: {}, querystring: {} },
    responseOverride: { header: {}, status: undefined },
  };
  const body = new Compile(parse(template), {
    escape: false,
    customMethodHandlers: [JAVA_METHODS],
  }).render({
    input: inputOf(input),
    util: UTIL,
    context,
    stageVariables: input.stageVariables,
  });
  const { requestOverride, responseOverride } = context;
  const status = Number(responseOverride.status);
  return {
    body,
    requestHeaders: requestOverride.header,
    responseHeaders: responseOverride.header,
    responseStatus: Number.isNaN(status) ? undefined : status,
  };
}

function inputOf({ body, pathParameters, query, headers }: TemplateInput) {
  const params = { path: pathParameters, querystring: query, header: headers };
  return {
    body,
    json: (path: string) => JSON.stringify(at(body, path) ?? ''),
    path: (path: string) => at(body, path) ?? '',
    params(name?: string) {
      return name === undefined
        ? params
        : pathParameters[name] ??
            query[name] ??
            headers[name] ??
            headers[name.toLowerCase()] ??
            '';
    },
  };
}

function at(body: string, path: string): unknown {
  return valueAtPath(body === '' ? {} : JSON.parse(body), path);
}
