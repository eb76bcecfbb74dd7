import { Clock, Scope, scopeKey } from '../core';
import { Behaviour, Quota } from './behaviour';
import { matchesAction } from './iam-action';
import { TokenBucket } from './token-bucket';

/** What the configured behaviour does with one call. */
export type Verdict = 'allowed' | 'denied' | 'throttled';

/** Applies the configured behaviour to calls. */
export class BehaviourGate {
  readonly #clock: Clock;
  #behaviour: Behaviour = {};
  #buckets = new Map<Quota, Map<string, TokenBucket>>();

  constructor(clock: Clock, behaviour: Behaviour = {}) {
    this.#clock = clock;
    this.set(behaviour);
  }

  get(): Behaviour {
    return this.#behaviour;
  }

  /** Takes effect with the next call; all buckets are full again. */
  set(behaviour: Behaviour): void {
    this.#behaviour = behaviour;
    this.#buckets = new Map();
  }

  /**
   * Decides on a call and draws from the quotas that it counts against. A
   * denied call costs no tokens.
   *
   * @param actions - the names under which the call is known, IAM's first
   */
  judge(scope: Scope, actions: string[]): Verdict {
    const { denied = [], quotas = [] } = this.#behaviour;
    const isNamedBy = (pattern: string) =>
      actions.some(action => matchesAction(pattern, action));
    const isDenied = denied.some(
      rule =>
        (rule.accountId ?? scope.accountId) === scope.accountId &&
        (rule.region ?? scope.region) === scope.region &&
        isNamedBy(rule.action),
    );
    if (isDenied) {
      return 'denied';
    }
    const buckets = quotas
      .filter(
        quota =>
          (quota.accountId ?? scope.accountId) === scope.accountId &&
          isNamedBy(quota.action),
      )
      .map(quota => this.#bucket(quota, scope));
    const now = this.#clock.now();
    if (buckets.some(bucket => !bucket.hasToken(now))) {
      return 'throttled';
    }
    buckets.forEach(bucket => bucket.take());
    return 'allowed';
  }

  #bucket(quota: Quota, scope: Scope): TokenBucket {
    let buckets = this.#buckets.get(quota);
    if (!buckets) {
      buckets = new Map();
      this.#buckets.set(quota, buckets);
    }
    let bucket = buckets.get(scopeKey(scope));
    if (!bucket) {
      bucket = new TokenBucket(quota, this.#clock.now());
      buckets.set(scopeKey(scope), bucket);
    }
    return bucket;
  }
}
