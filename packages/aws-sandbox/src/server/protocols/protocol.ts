import { OperationModel, ServiceModel } from '../service-model';
import { WireError } from '../wire-error';
import { WireRequest, WireResponse } from '../wire';

/** One of the formats that AWS clients speak. */
export interface Protocol {
  /**
   * The name of the operation that a request asks for; undefined when the
   * request names none. The name need not be one that the service has.
   */
  operationName(
    request: WireRequest,
    service: ServiceModel,
  ): string | undefined;

  /**
   * Reads the input of an operation.
   *
   * @throws Error when the body cannot be read
   */
  readInput(
    request: WireRequest,
    operation: OperationModel,
  ): Promise<Record<string, unknown>>;

  writeOutput(
    output: Record<string, unknown>,
    operation: OperationModel,
    service: ServiceModel,
    requestId: string,
  ): WireResponse | Promise<WireResponse>;

  writeError(
    error: WireError,
    service: ServiceModel | undefined,
    requestId: string,
  ): WireResponse;
}

/** Tells clients of services that once spoke the query protocol the code that they knew. */
export function queryErrorHeader(
  error: WireError,
  service: ServiceModel | undefined,
): Record<string, string> {
  return service?.queryCompatible
    ? { 'x-amzn-query-error': `${error.queryCode};${error.fault}` }
    : {};
}

/** An error's members, its message under whatever name the model gives it. */
export function errorMembers(error: WireError): Record<string, unknown> {
  const members: Record<string, unknown> = { ...error.members };
  const names = error.model
    ? Object.keys(error.model.schema.getMemberSchemas())
    : [];
  members[names.includes('Message') ? 'Message' : 'message'] = error.message;
  return members;
}

/** `com.amazonaws.sqs#QueueDoesNotExist`. */
export function errorShapeId(
  error: WireError,
  service: ServiceModel | undefined,
): string {
  const namespace =
    error.model?.namespace ?? service?.namespace ?? 'com.amazon.coral.service';
  return `${namespace}#${error.code}`;
}
