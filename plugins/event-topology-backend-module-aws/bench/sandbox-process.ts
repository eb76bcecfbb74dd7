import { Behaviour, startSandbox } from '@ecs-eda/aws-sandbox';
import { EstateSize, seedEstate } from './seed-estate';

/** What the benchmark asks of the process that is AWS to it. */
export type ToSandbox =
  | { type: 'start'; size: EstateSize }
  | { type: 'behave'; behaviour: Behaviour }
  | { type: 'figures' };

/** What that process answers. */
export type FromSandbox =
  | { type: 'started'; url: string }
  | { type: 'behaving' }
  | { type: 'figures'; calls: number; throttled: number };

/** The sandbox in a process of its own, so that the reader has its event loop for itself. */
async function main() {
  const sandbox = await startSandbox({ port: 0 });
  const answer = (message: FromSandbox) => process.send?.(message);
  process.on('message', async (message: ToSandbox) => {
    switch (message.type) {
      case 'start':
        await seedEstate(sandbox.world, message.size);
        answer({ type: 'started', url: sandbox.url });
        break;
      case 'behave':
        sandbox.setBehaviour(message.behaviour);
        sandbox.calls.reset();
        answer({ type: 'behaving' });
        break;
      default:
        answer({
          type: 'figures',
          calls: sandbox.calls.total(),
          throttled: sandbox.calls.throttled(),
        });
    }
  });
  process.on('disconnect', () => void sandbox.close());
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
