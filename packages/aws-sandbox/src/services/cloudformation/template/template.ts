/** A template as it is written, before anything of it is worked out. */
export interface Template {
  AWSTemplateFormatVersion?: string;
  Description?: string;
  Transform?: unknown;
  Metadata?: unknown;
  Parameters?: Record<string, TemplateParameter>;
  Rules?: Record<string, unknown>;
  Mappings?: Record<string, Record<string, Record<string, unknown>>>;
  Conditions?: Record<string, unknown>;
  Resources: Record<string, TemplateResource>;
  Outputs?: Record<string, TemplateOutput>;
}

/** One parameter's declaration. */
export interface TemplateParameter {
  Type: string;
  Default?: string | number | boolean;
  Description?: string;
  NoEcho?: boolean | string;
  AllowedValues?: (string | number)[];
  AllowedPattern?: string;
  ConstraintDescription?: string;
  MinLength?: number | string;
  MaxLength?: number | string;
  MinValue?: number | string;
  MaxValue?: number | string;
}

/** What is to become of a resource that leaves the stack, or is replaced. */
export type RemovalPolicy =
  | 'Delete'
  | 'Retain'
  | 'RetainExceptOnCreate'
  | 'Snapshot';

/** One resource's declaration. */
export interface TemplateResource {
  Type: string;
  Properties?: Record<string, unknown>;
  Condition?: string;
  DependsOn?: string | string[];
  Metadata?: unknown;
  DeletionPolicy?: RemovalPolicy;
  UpdateReplacePolicy?: RemovalPolicy;
  UpdatePolicy?: unknown;
  CreationPolicy?: unknown;
}

/** One output's declaration. */
export interface TemplateOutput {
  Value: unknown;
  Description?: string;
  Condition?: string;
  Export?: { Name: unknown };
}

/** True for objects of JSON, which lists and null are not. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
