import { AwsError } from '../core';
import { ErrorModel, ServiceModel } from './service-model';

/** An error with all that any protocol needs to write it. */
export interface WireError {
  code: string;
  queryCode: string;
  message: string;
  status: number;
  queryStatus: number;
  fault: 'Sender' | 'Receiver';
  /** Absent for errors that the service's model doesn't have, such as throttling of ECS. */
  model?: ErrorModel;
  members: Record<string, unknown>;
}

/** Names an error as the service's model has it. */
export function toWireError(error: unknown, service?: ServiceModel): WireError {
  const awsError =
    error instanceof AwsError
      ? error
      : new AwsError(
          'InternalFailure',
          `The AWS sandbox failed: ${
            error instanceof Error ? error.message : String(error)
          }`,
          500,
        );
  const model = service?.errors.get(awsError.code);
  const status = model?.status ?? awsError.status;
  return {
    code: model?.name ?? awsError.code,
    queryCode: model?.queryCode ?? awsError.code,
    message: awsError.message,
    status,
    queryStatus: model?.queryStatus ?? status,
    fault: status >= 500 ? 'Receiver' : 'Sender',
    model,
    members: awsError.members,
  };
}
