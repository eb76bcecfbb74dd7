import type {
  GetCallerIdentityCommandInput,
  GetCallerIdentityCommandOutput,
} from '@aws-sdk/client-sts';
import { Operation } from '../../core';
import { principalId } from './principal-id';

/** Who calls, as the front identified them. */
export const getCallerIdentity: Operation<
  GetCallerIdentityCommandInput,
  Omit<GetCallerIdentityCommandOutput, '$metadata'>
> = (_input, context) => ({
  Account: context.accountId,
  Arn: context.principalArn,
  UserId: principalId(context.principalArn),
});
