import { SignalApi, SignalSubscriber } from '@backstage/plugin-signals-react';
import { JsonObject } from '@backstage/types';

/** The push channel of a test: what is published is heard at once. */
export class FakeSignals implements SignalApi {
  readonly #listeners = new Set<{
    channel: string;
    listen: (message: JsonObject) => void;
  }>();

  subscribe<TMessage extends JsonObject>(
    channel: string,
    onMessage: (message: TMessage) => void,
  ): SignalSubscriber {
    const listener = {
      channel,
      listen: (message: JsonObject) => onMessage(message as TMessage),
    };
    this.#listeners.add(listener);
    return { unsubscribe: () => this.#listeners.delete(listener) };
  }

  publish(channel: string, message: JsonObject) {
    [...this.#listeners]
      .filter(listener => listener.channel === channel)
      .forEach(listener => listener.listen(message));
  }
}
