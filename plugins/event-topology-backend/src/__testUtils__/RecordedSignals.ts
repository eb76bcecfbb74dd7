import { SignalPayload, SignalsService } from '@backstage/plugin-signals-node';

/** Keeps what was published, in order. */
export class RecordedSignals implements SignalsService {
  readonly published: SignalPayload[] = [];

  async publish(signal: SignalPayload): Promise<void> {
    this.published.push(signal);
  }

  /** The types of the messages so far, in order. */
  get types(): unknown[] {
    return this.published.map(({ message }) => message.type);
  }
}
