/** One line that a container wrote. */
export interface ContainerLogLine {
  /** ISO 8601 in UTC. */
  at: string;
  container: string;
  stream: 'stdout' | 'stderr';
  message: string;
}

const LINES_OF_A_TASK = 1_000;
const MOST_TASKS = 200;

/** The last lines of the latest tasks. */
export class ContainerLogs {
  readonly #lines = new Map<string, ContainerLogLine[]>();

  add(taskArn: string, line: ContainerLogLine): void {
    const lines = this.#lines.get(taskArn) ?? this.#begin(taskArn);
    lines.push(line);
    if (lines.length > LINES_OF_A_TASK) {
      lines.shift();
    }
  }

  /** Oldest first; none when the task wrote nothing or is forgotten. */
  of(taskArn: string): ContainerLogLine[] {
    return [...(this.#lines.get(taskArn) ?? [])];
  }

  #begin(taskArn: string): ContainerLogLine[] {
    const lines: ContainerLogLine[] = [];
    this.#lines.set(taskArn, lines);
    if (this.#lines.size > MOST_TASKS) {
      const [oldest] = this.#lines.keys();
      this.#lines.delete(oldest);
    }
    return lines;
  }
}
