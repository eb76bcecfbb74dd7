/** What became of a check. */
export type Outcome = 'passed' | 'failed' | 'unsupported';

/** Gathers outcomes, so that nothing is passed over silently. */
export class ContractReport {
  readonly #outcomes: { check: string; outcome: Outcome }[] = [];
  readonly #unsupported = new Map<string, Set<string>>();
  readonly #unpaged = new Set<string>();

  record(check: string, outcome: Outcome): void {
    this.#outcomes.push({ check, outcome });
  }

  /** Notes an operation that the endpoint does not know, and the check that needed it. */
  recordUnsupported(operation: string, check: string): void {
    const checks = this.#unsupported.get(operation) ?? new Set();
    this.#unsupported.set(operation, checks.add(check));
  }

  /** Notes a list that came in one page although smaller ones were asked for. */
  recordUnpaged(list: string): void {
    this.#unpaged.add(list);
  }

  get unsupportedOperations(): string[] {
    return [...this.#unsupported.keys()].sort();
  }

  get unpagedLists(): string[] {
    return [...this.#unpaged].sort();
  }

  count(outcome: Outcome): number {
    return this.#outcomes.filter(entry => entry.outcome === outcome).length;
  }

  /** The report in words. */
  summary(endpoint: string): string {
    const lines = [
      `AWS contract of ${endpoint}: ${this.count('passed')} checks passed, ` +
        `${this.count('failed')} failed, ${this.count(
          'unsupported',
        )} unsupported.`,
    ];
    for (const operation of this.unsupportedOperations) {
      const checks = [...(this.#unsupported.get(operation) ?? [])].sort();
      lines.push(`  unsupported ${operation}: ${checks.join('; ')}`);
    }
    for (const list of this.unpagedLists) {
      lines.push(`  page size ignored by ${list}`);
    }
    return `${lines.join('\n')}\n`;
  }
}
