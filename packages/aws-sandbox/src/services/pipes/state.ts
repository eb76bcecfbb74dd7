import { CreatePipeRequest, PipeState } from '@aws-sdk/client-pipes';
import { AwsError, Cancel, RequestContext, Scope, World } from '../../core';

/** A pipe, what the caller said of it, and what drives it. */
export interface StoredPipe {
  name: string;
  arn: string;
  definition: CreatePipeRequest & { Source: string; Target: string };
  currentState: PipeState;
  desiredState: 'RUNNING' | 'STOPPED';
  stateReason?: string;
  tags: Record<string, string>;
  /** How far each shard of a stream has been read. */
  positions: Map<string, string>;
  /** Milliseconds since the epoch, as all times here. */
  createdAt: number;
  modifiedAt: number;
  /** Ends the transition or the polling that is under way. */
  cancel?: Cancel;
}

export interface PipesState {
  pipes: Map<string, StoredPipe>;
}

export function createPipesState(): PipesState {
  return { pipes: new Map() };
}

export function pipesState(world: World, scope: Scope): PipesState {
  return world.state<PipesState>('pipes', scope);
}

export function validationException(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** @throws AwsError `NotFoundException` */
export function findPipe(
  context: RequestContext,
  name: string | undefined,
): StoredPipe {
  const pipe = pipesState(context.world, context).pipes.get(name ?? '');
  if (!pipe) {
    throw new AwsError(
      'NotFoundException',
      `Pipe ${name} does not exist.`,
      404,
    );
  }
  return pipe;
}
