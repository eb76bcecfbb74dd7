/** Keeps what viewers look at, for all replicas. */
export interface InterestStore {
  /** Says that somebody looks at each of `subjects` for so long from now. */
  extend(subjects: string[], durationSeconds: number): Promise<void>;

  /** All that somebody looks at now. */
  active(): Promise<string[]>;

  /** Forgets what nobody looks at any more. */
  prune(): Promise<void>;
}
