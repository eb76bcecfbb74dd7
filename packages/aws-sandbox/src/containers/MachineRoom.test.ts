import { Leave, MachineRoom } from './MachineRoom';

describe('MachineRoom', () => {
  const never = new AbortController().signal;

  /** Enters, and tells whether it is in. */
  function visitor(room: MachineRoom, signal = never) {
    const seen: { leave?: Leave; isIn?: boolean } = {};
    const entering = room.enter(signal).then(leave => {
      seen.leave = leave;
      seen.isIn = Boolean(leave);
    });
    return { seen, entering };
  }

  it('lets in as many as there is room for, and the rest in their order', async () => {
    const room = new MachineRoom(1);
    const [first, second, third] = [1, 2, 3].map(() => visitor(room));
    await first.entering;
    expect([second.seen.isIn, third.seen.isIn]).toEqual([undefined, undefined]);

    first.seen.leave?.();
    first.seen.leave?.();
    await second.entering;
    expect(second.seen.isIn).toBe(true);
    expect(third.seen.isIn).toBeUndefined();

    second.seen.leave?.();
    await third.entering;
    expect(third.seen.isIn).toBe(true);
  });

  it('sends away who gives up, and keeps its room for others', async () => {
    const room = new MachineRoom(1);
    const first = visitor(room);
    await first.entering;
    const patience = new AbortController();
    const second = visitor(room, patience.signal);
    const third = visitor(room);

    patience.abort();
    await second.entering;
    expect(second.seen.isIn).toBe(false);

    first.seen.leave?.();
    await third.entering;
    expect(third.seen.isIn).toBe(true);
    const late = visitor(room, patience.signal);
    await late.entering;
    expect(late.seen.isIn).toBe(false);
  });
});
