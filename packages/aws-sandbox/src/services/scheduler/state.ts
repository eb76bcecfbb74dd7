import {
  CreateScheduleInput,
  ScheduleGroupState,
  ScheduleState,
} from '@aws-sdk/client-scheduler';
import { AwsError, Cancel, Scope, World } from '../../core';

/** A schedule as it was written, and what drives it. */
export interface StoredSchedule {
  name: string;
  groupName: string;
  arn: string;
  state: ScheduleState;
  /** All that the caller said. */
  definition: CreateScheduleInput;
  /** Milliseconds since the epoch, as all times here. */
  createdAt: number;
  modifiedAt: number;
  cancel?: Cancel;
}

export interface StoredScheduleGroup {
  name: string;
  arn: string;
  state: ScheduleGroupState;
  createdAt: number;
  modifiedAt: number;
  tags: Record<string, string>;
}

/** Groups by name; schedules by `group/name`. */
export interface SchedulerState {
  groups: Map<string, StoredScheduleGroup>;
  schedules: Map<string, StoredSchedule>;
}

export const DEFAULT_GROUP = 'default';

export function createSchedulerState(
  scope: Scope,
  world: World,
): SchedulerState {
  const now = world.clock.now();
  return {
    groups: new Map([
      [
        DEFAULT_GROUP,
        {
          name: DEFAULT_GROUP,
          arn: groupArn(scope, DEFAULT_GROUP),
          state: 'ACTIVE',
          createdAt: now,
          modifiedAt: now,
          tags: {},
        },
      ],
    ]),
    schedules: new Map(),
  };
}

export function schedulerState(world: World, scope: Scope): SchedulerState {
  return world.state<SchedulerState>('scheduler', scope);
}

export function groupArn(scope: Scope, name: string): string {
  return `arn:aws:scheduler:${scope.region}:${scope.accountId}:schedule-group/${name}`;
}

export function scheduleArn(
  scope: Scope,
  groupName: string,
  name: string,
): string {
  return `arn:aws:scheduler:${scope.region}:${scope.accountId}:schedule/${groupName}/${name}`;
}

export function validationException(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message, 404);
}

export function conflict(message: string): AwsError {
  return new AwsError('ConflictException', message, 409);
}

/** @throws AwsError `ValidationException` */
export function checkName(kind: string, name: string | undefined): string {
  if (!name || !/^[0-9a-zA-Z-_.]{1,64}$/.test(name)) {
    throw validationException(
      `The ${kind} name '${name}' must have 1 to 64 letters, digits, hyphens, underscores and dots`,
    );
  }
  return name;
}

/** @throws AwsError `ResourceNotFoundException` */
export function findGroup(
  state: SchedulerState,
  name: string | undefined,
): StoredScheduleGroup {
  const group = state.groups.get(name ?? DEFAULT_GROUP);
  if (!group) {
    throw notFound(`Schedule group ${name} does not exist.`);
  }
  return group;
}
