import {
  AddPermissionRequest,
  AddPermissionResponse,
  GetPolicyRequest,
  GetPolicyResponse,
  RemovePermissionRequest,
} from '@aws-sdk/client-lambda';
import { Operation } from '../../../core';
import { resourceConflict, resourceNotFound } from '../errors';
import { findFunction } from '../function-reference';
import { policyDocument } from '../policy-document';
import { PolicyStatement } from '../state';

/** The function's resource policy, statement by statement. */
export const permissionOperations: Record<string, Operation> = {
  AddPermission(input: AddPermissionRequest, context): AddPermissionResponse {
    const stored = findFunction(
      context.world,
      context,
      input.FunctionName,
      input.Qualifier,
    );
    const sid = input.StatementId ?? '';
    if (stored.policy.some(({ Sid }) => Sid === sid)) {
      throw resourceConflict(
        `The statement id (${sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      );
    }
    const statement = statementOf(input, stored.configuration.FunctionArn);
    stored.policy.push(statement);
    return { Statement: JSON.stringify(statement) };
  },

  RemovePermission(input: RemovePermissionRequest, context): object {
    const stored = findFunction(
      context.world,
      context,
      input.FunctionName,
      input.Qualifier,
    );
    const left = stored.policy.filter(({ Sid }) => Sid !== input.StatementId);
    if (left.length === stored.policy.length) {
      throw resourceNotFound(
        `Statement ${input.StatementId} is not found in resource policy.`,
      );
    }
    stored.policy = left;
    return {};
  },

  GetPolicy(input: GetPolicyRequest, context): GetPolicyResponse {
    const stored = findFunction(
      context.world,
      context,
      input.FunctionName,
      input.Qualifier,
    );
    const policy = policyDocument(stored);
    if (!policy) {
      throw resourceNotFound('The resource you requested does not exist.');
    }
    return { Policy: policy, RevisionId: stored.configuration.RevisionId };
  },
};

function statementOf(
  input: AddPermissionRequest,
  functionArn: string,
): PolicyStatement {
  const { Principal = '', SourceArn, SourceAccount, PrincipalOrgID } = input;
  const condition: PolicyStatement['Condition'] = {
    ...(SourceArn && { ArnLike: { 'AWS:SourceArn': SourceArn } }),
    ...((SourceAccount || PrincipalOrgID) && {
      StringEquals: {
        ...(SourceAccount && { 'AWS:SourceAccount': SourceAccount }),
        ...(PrincipalOrgID && { 'aws:PrincipalOrgID': PrincipalOrgID }),
      },
    }),
  };
  return {
    Sid: input.StatementId ?? '',
    Effect: 'Allow',
    Principal: principalOf(Principal),
    Action: input.Action ?? '',
    Resource: functionArn,
    ...(Object.keys(condition).length > 0 && { Condition: condition }),
  };
}

function principalOf(principal: string): unknown {
  if (principal === '*') {
    return '*';
  }
  if (/^\d{12}$/.test(principal)) {
    return { AWS: `arn:aws:iam::${principal}:root` };
  }
  return principal.startsWith('arn:')
    ? { AWS: principal }
    : { Service: principal };
}
