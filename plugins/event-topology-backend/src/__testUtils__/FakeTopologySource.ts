import {
  DiscoveryOptions,
  DiscoveryResult,
  TopologySource,
} from '@ecs-eda/plugin-event-topology-node';

/** A source whose estate a test holds in its hands. */
export class FakeTopologySource implements TopologySource {
  readonly id: string;
  /** How often it was asked. */
  reads = 0;
  configured = true;
  /** What the next read does. */
  next: (options: DiscoveryOptions) => Promise<DiscoveryResult>;

  constructor(found: DiscoveryResult, id = 'fake') {
    this.id = id;
    this.next = async () => found;
  }

  /** From now on reads find this. */
  finds(found: DiscoveryResult): void {
    this.next = async () => found;
  }

  /** From now on reads throw. */
  fails(error: Error): void {
    this.next = async () => {
      throw error;
    };
  }

  /**
   * From now on reads wait until the returned function is called, or until they
   * are aborted.
   */
  waits(found: DiscoveryResult): () => void {
    let release = () => {};
    const released = new Promise<void>(resolve => {
      release = resolve;
    });
    this.next = async ({ signal }) => {
      await new Promise<void>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
        released.then(resolve);
      });
      return found;
    };
    return release;
  }

  isConfigured(): boolean {
    return this.configured;
  }

  async discover(options: DiscoveryOptions): Promise<DiscoveryResult> {
    this.reads++;
    return this.next(options);
  }
}
