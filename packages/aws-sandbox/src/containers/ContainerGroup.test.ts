import { setImmediate as turn } from 'node:timers/promises';
import { ContainerGroup, ContainerPlan } from './ContainerGroup';
import { ContainerProcess } from './ContainerProcess';
import { MachineRoom } from './MachineRoom';

/** A container whose process ends when it is asked to. */
function container(started: string[], name: string): ContainerPlan {
  return {
    name,
    dependsOn: [],
    stopTimeoutMilliseconds: 1,
    start: async () => {
      started.push(name);
      let end: (exitCode: number) => void = () => {};
      const ended = new Promise<number>(resolve => {
        end = resolve;
      });
      const process: Pick<ContainerProcess, 'ended' | 'stop' | 'kill'> = {
        ended,
        stop: async () => end(143),
        kill: () => end(137),
      };
      return process as ContainerProcess;
    },
  };
}

describe('ContainerGroup', () => {
  it('waits until there is room for it, and leaves when it is stopped', async () => {
    const room = new MachineRoom(1);
    const started: string[] = [];
    const [first, second, third] = ['first', 'second', 'third'].map(
      name => new ContainerGroup([container(started, name)], room, () => {}),
    );
    await first.started;
    await turn();
    expect(started).toEqual(['first']);

    // It has not been started, and never will be.
    await second.stop();
    await first.stop();
    await third.started;
    expect(started).toEqual(['first', 'third']);
  });

  it('takes no room when its containers are only modelled', async () => {
    const room = new MachineRoom(0);
    const modelled = new ContainerGroup(
      [{ name: 'main', dependsOn: [], stopTimeoutMilliseconds: 1 }],
      room,
      () => {},
    );
    await expect(modelled.started).resolves.toBeUndefined();
  });
});
