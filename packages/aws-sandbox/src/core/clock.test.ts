import { ManualClock, SystemClock } from './clock';

describe('ManualClock', () => {
  it('runs what falls due, in order, each at its own time', async () => {
    const clock = new ManualClock(0);
    const ran: [string, number][] = [];
    const note = (name: string) => () => void ran.push([name, clock.now()]);
    clock.after(30, note('late'));
    clock.every(20, note('tick'));
    clock.after(10, note('early'));
    clock.after(10, note('second of the same time'));
    clock.after(99, note('not yet'));
    await clock.advance(45);
    expect(ran).toEqual([
      ['early', 10],
      ['second of the same time', 10],
      ['tick', 20],
      ['late', 30],
      ['tick', 40],
    ]);
    expect(clock.now()).toBe(45);
  });

  it('runs what is set while it advances', async () => {
    const clock = new ManualClock(0);
    const ran: number[] = [];
    clock.after(10, () => {
      clock.after(5, () => void ran.push(clock.now()));
    });
    await clock.advance(20);
    expect(ran).toEqual([15]);
  });

  it('waits for what it runs', async () => {
    const clock = new ManualClock(0);
    const ran: string[] = [];
    clock.after(1, async () => {
      await new Promise(resolve => setImmediate(resolve));
      ran.push('first');
    });
    clock.after(2, () => void ran.push('second'));
    await clock.advance(2);
    expect(ran).toEqual(['first', 'second']);
  });

  it('runs nothing that was cancelled', async () => {
    const clock = new ManualClock(0);
    const ran: string[] = [];
    const cancel = clock.every(1, () => {
      ran.push('once');
      cancel();
    });
    await clock.advance(5);
    expect(ran).toEqual(['once']);
  });
});

describe('sleep', () => {
  it('ends when its time is over', async () => {
    const clock = new ManualClock(0);
    let isAwake = false;
    const sleeping = clock.sleep(10).then(() => {
      isAwake = true;
    });
    await clock.advance(9);
    expect(isAwake).toBe(false);
    await clock.advance(1);
    await sleeping;
    expect(isAwake).toBe(true);
  });

  it.each([
    ['of a manual clock', new ManualClock(0)],
    ['of the machine', new SystemClock()],
  ])('%s ends early when aborted', async (_which, clock) => {
    const controller = new AbortController();
    const sleeping = clock.sleep(600_000, controller.signal);
    controller.abort();
    await sleeping;
    await clock.sleep(600_000, controller.signal);
    expect(controller.signal.aborted).toBe(true);
  });
});
