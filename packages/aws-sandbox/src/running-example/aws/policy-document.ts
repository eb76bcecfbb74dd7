/** One statement of an IAM or resource policy. */
export interface PolicyStatement {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Principal?: '*' | Record<string, string | string[]>;
  Action: string[];
  Resource: string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

/** Allows actions on resources. */
export function allow(
  actions: string[],
  resources: string[],
  condition?: PolicyStatement['Condition'],
): PolicyStatement {
  return {
    Effect: 'Allow',
    Action: actions,
    Resource: resources,
    ...(condition && { Condition: condition }),
  };
}

/** Lets an AWS service act on a resource for the resources in `sourceArns`. */
export function allowService(
  service: string,
  action: string,
  resourceArn: string,
  sourceArns: string[],
): PolicyStatement {
  return {
    Effect: 'Allow',
    Principal: { Service: service },
    Action: [action],
    Resource: [resourceArn],
    Condition: { ArnLike: { 'aws:SourceArn': sourceArns } },
  };
}

/** Refuses every call that is not encrypted on its way. */
export function denyInsecureTransport(
  actions: string,
  resourceArn: string,
): PolicyStatement {
  return {
    Sid: 'TlsOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: [actions],
    Resource: [resourceArn],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

/** The JSON document of some statements. */
export function policyDocument(statements: PolicyStatement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}
