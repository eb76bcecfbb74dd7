/** The roles and customer-managed policies of one account. */
export interface IamState {
  roles: Map<string, Role>;
  /** By ARN. */
  policies: Map<string, ManagedPolicy>;
}

/** A role. */
export interface Role {
  name: string;
  id: string;
  path: string;
  arn: string;
  createdAt: Date;
  /** JSON text, as it was put. */
  trustPolicy: string;
  description?: string;
  maximumSessionSeconds: number;
  permissionsBoundaryArn?: string;
  tags: Map<string, string>;
  /** JSON texts by policy name. */
  inlinePolicies: Map<string, string>;
  attachedPolicyArns: Set<string>;
}

/** A managed policy, of the account or of AWS. */
export interface ManagedPolicy {
  name: string;
  id: string;
  path: string;
  arn: string;
  description?: string;
  createdAt: Date;
  updatedAt: Date;
  tags: Map<string, string>;
  /** By id, such as `v1`. */
  versions: Map<string, PolicyVersion>;
  defaultVersionId: string;
  /** Version ids are never used again. */
  latestVersion: number;
}

/** One version of a managed policy. */
export interface PolicyVersion {
  /** JSON text. */
  document: string;
  createdAt: Date;
}
