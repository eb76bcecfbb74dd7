import { SandboxAccount } from '../deployed/SandboxAccount';

/** One event, and what its handler makes of it. */
export interface Job {
  /** The key that what was handled is recorded by. */
  id: string;
  /** How the handler fares: it works, fails each time, or works for so long. */
  outcome: 'handled' | 'fails' | { seconds: number };
}

/**
 * How events get into one pattern. A golden path whose worker is to be proved
 * has one; it is the only thing that the proof must be told about it.
 */
export interface FrontDoor {
  /** The golden paths that events get into this way. */
  goldenPaths: string[];
  /** A developer's `src/handler.ts` that does what a job says and calls `record` for it. */
  handler: string;
  /** Sends jobs the way that producers do. */
  send(
    account: SandboxAccount,
    serviceName: string,
    jobs: Job[],
  ): Promise<void>;
  /** Delivers each job twice, as the same event; absent where nothing delivers twice. */
  sendTwice?(
    account: SandboxAccount,
    serviceName: string,
    jobs: Job[],
  ): Promise<void>;
  /** How many events are on their way or in hand; none when the worker is idle. */
  inFlight(account: SandboxAccount, serviceName: string): Promise<number>;
  /** The queue in which what fails for good is kept. */
  deadLetterQueue(serviceName: string): string;
  /** A job that goes on for so many seconds must be kept alive; absent where the pattern has no heartbeat. */
  heartbeatAfterSeconds?(
    account: SandboxAccount,
    serviceName: string,
  ): Promise<number>;
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
