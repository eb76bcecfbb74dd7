import { Method } from '@aws-sdk/client-api-gateway';
import Ajv from 'ajv-draft-04';
import { StoredRestApi } from '../state';
import { GatewayRefusal } from './GatewayRefusal';

/** What of a request is validated. */
export interface ValidatedRequest {
  contentType: string;
  body: string;
  headers: Record<string, string>;
  query: URLSearchParams;
  pathParameters: Record<string, string>;
}

/**
 * Holds a request against what its method's validator asks for: required
 * parameters, and the model of its content type.
 *
 * @throws GatewayRefusal 400
 */
export function validateRequest(
  api: StoredRestApi,
  method: Method,
  request: ValidatedRequest,
): void {
  const validator = api.requestValidators.get(method.requestValidatorId ?? '');
  if (validator?.validateRequestParameters) {
    checkParameters(method, request);
  }
  const model = method.requestModels?.[request.contentType];
  if (validator?.validateRequestBody && model !== undefined) {
    checkBody(api.models.get(model)?.schema, request.body);
  }
}

function checkParameters(method: Method, request: ValidatedRequest): void {
  const missing = Object.entries(method.requestParameters ?? {})
    .filter(([, isRequired]) => isRequired)
    .map(([name]) => name.replace('method.request.', ''))
    .filter(name => {
      const [where, ...rest] = name.split('.');
      const key = rest.join('.');
      switch (where) {
        case 'header':
          return request.headers[key.toLowerCase()] === undefined;
        case 'querystring':
          return !request.query.has(key);
        default:
          return request.pathParameters[key] === undefined;
      }
    })
    .map(name => name.slice(name.indexOf('.') + 1));
  if (missing.length > 0) {
    throw new GatewayRefusal(
      400,
      `Missing required request parameters: [${missing.join(', ')}]`,
    );
  }
}

function checkBody(schema: string | undefined, body: string): void {
  let document: unknown;
  try {
    document = JSON.parse(body);
  } catch {
    throw new GatewayRefusal(400, 'Invalid request body');
  }
  // Formats are words to API Gateway, it does not check them.
  const ajv = new Ajv({ strict: false, validateFormats: false });
  if (!ajv.validate(JSON.parse(schema || '{}'), document)) {
    throw new GatewayRefusal(400, 'Invalid request body');
  }
}
