import { EventParams, EventsService } from '@backstage/plugin-events-node';

/** Keeps what was published, in order. */
export class RecordedEvents implements EventsService {
  readonly published: EventParams[] = [];
  /** What happens whenever something is published. */
  onPublish: () => Promise<void> = async () => {};

  async publish(event: EventParams): Promise<void> {
    this.published.push(event);
    await this.onPublish();
  }

  async subscribe(): Promise<void> {}
}
