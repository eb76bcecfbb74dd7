import {
  ContainerProgram,
  parseContainerPrograms,
  programOf,
} from './ContainerProgram';

const program = (family: string, container?: string): ContainerProgram => ({
  family,
  container,
  command: ['run'],
  cwd: '/',
});

describe('programOf', () => {
  const exact = program('orders');
  const wide = program('ord*');
  const all = program('*');
  const sidecar = program('orders', 'sidecar');
  const programs = [all, wide, sidecar, exact];

  it('takes the program of the family that says most', () => {
    expect(programOf(programs, 'orders', 'main', true)).toBe(exact);
    expect(programOf(programs, 'order-export', 'main', true)).toBe(wide);
    expect(programOf(programs, 'media', 'main', true)).toBe(all);
  });

  it('gives other containers than the main one only what names them', () => {
    expect(programOf(programs, 'orders', 'sidecar', false)).toBe(sidecar);
    expect(programOf(programs, 'orders', 'metrics', false)).toBeUndefined();
  });
});

describe('parseContainerPrograms', () => {
  const complete = {
    family: 'orders-*',
    container: 'main',
    command: ['node', 'dist/main.js'],
    cwd: 'orders',
    environment: { LOG_LEVEL: 'debug' },
  };

  it('reads programs, and folders as seen from the file', () => {
    expect(parseContainerPrograms([complete], '/srv')).toEqual([
      { ...complete, cwd: '/srv/orders' },
    ]);
  });

  it.each([
    [{}, 'The containers must be a list of programs'],
    [[{ ...complete, family: 1 }], '[0].family must be a text'],
    [[{ ...complete, command: 'node' }], '[0].command must be a list'],
    [[{ ...complete, image: 'x' }], '[0].image is not known: a program has'],
    [
      [complete, { ...complete, environment: { LEVEL: 3 } }],
      '[1].environment.LEVEL must be a text',
    ],
  ])('refuses %j', (value, message) => {
    expect(() => parseContainerPrograms(value, '/srv')).toThrow(message);
  });
});
