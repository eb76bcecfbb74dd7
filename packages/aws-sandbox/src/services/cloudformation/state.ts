import { randomUUID } from 'node:crypto';
import type {
  Change,
  ChangeSetStatus,
  ChangeSetType,
  ExecutionStatus,
  OnFailure,
  Output,
  ResourceStatus,
  StackEvent,
  StackStatus,
} from '@aws-sdk/client-cloudformation';
import { Scope, World } from '../../core';
import { Identity, Properties } from './resources/resource-type';
import { ParameterValue } from './template/parameters';
import { RemovalPolicy, Template } from './template/template';

/** A resource of a stack, as it is now. */
export interface StackResource {
  logicalId: string;
  type: string;
  /** What it is known by; absent while it isn't there. */
  identity?: Identity;
  /** With all functions worked out, dynamic references left as they are, `Tags` apart. */
  properties: Properties;
  /** The name that CloudFormation made, where the template gives none. */
  generatedName?: string;
  /** The template's own tags and the stack's. */
  tags: Record<string, string>;
  metadata?: unknown;
  deletionPolicy: RemovalPolicy;
  updateReplacePolicy: RemovalPolicy;
  /** Logical ids of what it needs. */
  dependsOn: string[];
  status: ResourceStatus;
  statusReason?: string;
  updatedAt: Date;
}

/** What a stack is made of, or is to be made of. */
export interface StackDefinition {
  /** As it was given. */
  templateText: string;
  template: Template;
  parameters: Map<string, ParameterValue>;
  tags: Record<string, string>;
  capabilities: string[];
}

/** One change set. */
export interface ChangeSet {
  id: string;
  name: string;
  type: ChangeSetType;
  description?: string;
  definition: StackDefinition;
  changes: Change[];
  status: ChangeSetStatus;
  statusReason?: string;
  executionStatus: ExecutionStatus;
  onStackFailure?: OnFailure;
  createdAt: Date;
}

/** One stack. Deleted ones stay, under their id. */
export interface Stack {
  id: string;
  name: string;
  /** Absent until the first change set of a new stack is executed. */
  definition?: StackDefinition;
  description?: string;
  status: StackStatus;
  statusReason?: string;
  createdAt: Date;
  updatedAt?: Date;
  deletedAt?: Date;
  outputs: Output[];
  /** Names of the exports of other stacks that it uses. */
  imports: string[];
  resources: Map<string, StackResource>;
  /** Newest last. */
  events: StackEvent[];
  changeSets: Map<string, ChangeSet>;
  disableRollback: boolean;
  terminationProtection: boolean;
  roleArn?: string;
  notificationArns: string[];
  /** The change set whose execution the stack owes its present state to. */
  changeSetId?: string;
  /** The operation under way. */
  running?: { done: Promise<void>; cancel(): void };
}

/** CloudFormation in one account and region. */
export class CloudFormationState {
  /** By id, deleted ones too. */
  readonly stacks = new Map<string, Stack>();

  constructor(readonly scope: Scope, readonly world: World) {}

  now(): Date {
    return new Date(this.world.clock.now());
  }

  /** The stack of that name that is not deleted, or the one with that id, deleted or not. */
  find(reference: string | undefined): Stack | undefined {
    const byId = this.stacks.get(reference ?? '');
    return (
      byId ??
      [...this.stacks.values()].find(
        stack => stack.name === reference && stack.status !== 'DELETE_COMPLETE',
      )
    );
  }

  /** What stacks export: name → value, and the stack it comes from. */
  exports(): Map<string, { value: string; stack: Stack }> {
    const found = new Map<string, { value: string; stack: Stack }>();
    for (const stack of this.stacks.values()) {
      for (const { ExportName, OutputValue = '' } of stack.outputs) {
        if (ExportName !== undefined && stack.status !== 'DELETE_COMPLETE') {
          found.set(ExportName, { value: OutputValue, stack });
        }
      }
    }
    return found;
  }

  /** The value of an SSM parameter that some stack has made. */
  ssmParameter(name: string): string | undefined {
    for (const { resources } of this.stacks.values()) {
      for (const { type, identity, properties } of resources.values()) {
        if (type === 'AWS::SSM::Parameter' && identity?.physicalId === name) {
          return String(properties.Value);
        }
      }
    }
    return undefined;
  }
}

/** The state of CloudFormation in one account and region. */
export function cloudFormationState(
  world: World,
  scope: Scope,
): CloudFormationState {
  return world.state<CloudFormationState>('cloudformation', scope);
}

/** An ARN as CloudFormation gives its stacks and change sets. */
export function cloudFormationArn(
  { accountId, region }: Scope,
  kind: 'stack' | 'changeSet',
  name: string,
): string {
  return `arn:aws:cloudformation:${region}:${accountId}:${kind}/${name}/${randomUUID()}`;
}

/** Records what happens to a stack or to one of its resources. */
export function addEvent(
  state: CloudFormationState,
  stack: Stack,
  event: Omit<StackEvent, 'StackId' | 'EventId' | 'StackName' | 'Timestamp'>,
): void {
  stack.events.push({
    StackId: stack.id,
    EventId: `${event.LogicalResourceId}-${randomUUID()}`,
    StackName: stack.name,
    Timestamp: state.now(),
    ...event,
  });
}

/** Moves a stack on, with an event that says so. */
export function setStackStatus(
  state: CloudFormationState,
  stack: Stack,
  status: StackStatus,
  reason?: string,
): void {
  stack.status = status;
  stack.statusReason = reason;
  addEvent(state, stack, {
    LogicalResourceId: stack.name,
    PhysicalResourceId: stack.id,
    ResourceType: 'AWS::CloudFormation::Stack',
    ResourceStatus: status as ResourceStatus,
    ResourceStatusReason: reason,
  });
}
