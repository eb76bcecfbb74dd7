import { SandboxAccount } from '../deployed/SandboxAccount';

/** One event, and what its handler makes of it. */
export interface Job {
  /** The key that what was handled is recorded by. */
  id: string;
  /** What it has to do with: where order holds, it holds for the jobs of a group. */
  group: string;
  /** How the handler fares: it works, fails each time, or works for so long. */
  outcome: 'handled' | 'fails' | { seconds: number };
}

/** A stamped service that runs, as producers and onlookers reach it. */
export interface DeployedService {
  name: string;
  account: SandboxAccount;
}

/**
 * How events get into one pattern. A golden path whose worker is to be proved
 * has one; it is the only thing that the proof must be told about it.
 */
export interface FrontDoor {
  /** The golden paths, or single variants as `queue-worker/fifo-producer`, that events get into this way. */
  goldenPaths: string[];
  /** A developer's `src/handler.ts` that does what a job says with `doJob`. */
  handler: string;
  /** What must be there before the first event, beside the stack. */
  prepare?(service: DeployedService): Promise<void>;
  /**
   * Sends jobs the way that producers do.
   *
   * @returns the jobs that were refused for good, where producers are told
   */
  send(service: DeployedService, jobs: Job[]): Promise<void | Job[]>;
  /** Delivers each job twice, as the same event; absent where nothing delivers twice. */
  sendTwice?(service: DeployedService, jobs: Job[]): Promise<void>;
  /** Whether the jobs of a group are handled in their order, one after the other. */
  keepsOrder?: boolean;
  /** How many events are on their way or in hand; none when the worker is idle. */
  inFlight(service: DeployedService): Promise<number>;
  /** The queue in which what fails for good is kept; absent where `send` is told instead. */
  deadLetterQueue?(service: DeployedService): string;
  /**
   * Does what the runbook says about events that are kept because their task
   * was stopped; absent where they come again by themselves.
   */
  bringBack?(service: DeployedService): Promise<void>;
  /** The jobs whose own events came out so far, where the pattern publishes. */
  published?(service: DeployedService): Promise<string[]>;
  /** A job that goes on for so many seconds must be kept alive; absent where the pattern has no heartbeat. */
  heartbeatAfterSeconds?(service: DeployedService): Promise<number>;
}

/** Fields of a job as an event carries them. */
export function detailOf({ id, outcome }: Job): {
  jobId: string;
  fails: boolean;
  seconds: number;
} {
  return {
    jobId: id,
    fails: outcome === 'fails',
    seconds: typeof outcome === 'object' ? outcome.seconds : 0,
  };
}
