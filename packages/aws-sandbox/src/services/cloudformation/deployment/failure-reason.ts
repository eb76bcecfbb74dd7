import { AwsError } from '../../../core';
import {
  InvalidPropertyError,
  UnknownPropertyError,
} from '../resources/resource-type';

/** Why a resource could not be made, changed or removed, as its event tells. */
export function failureReason(error: unknown): string {
  if (error instanceof UnknownPropertyError) {
    return `Properties validation failed: [${error.message}]: the AWS sandbox has no such property for this resource type`;
  }
  if (error instanceof InvalidPropertyError) {
    return `Properties validation failed: [${error.message}]`;
  }
  if (error instanceof AwsError) {
    return `Resource handler returned message: "${error.message}" (HandlerErrorCode: ${error.code})`;
  }
  return error instanceof Error ? error.message : String(error);
}

/** Refused for its properties alone, before anything was done. */
export function isRefusal(error: unknown): boolean {
  return (
    error instanceof UnknownPropertyError ||
    error instanceof InvalidPropertyError
  );
}

const GONE = /NotFound|NoSuchEntity|DoesNotExist|NonExistent|NoSuchBucket/;

/** What is not there needs no removal. */
export function saysGone(error: unknown): boolean {
  return error instanceof AwsError && GONE.test(error.code);
}
