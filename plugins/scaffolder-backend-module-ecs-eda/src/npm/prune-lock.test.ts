import { createMockDirectory } from '@backstage/backend-test-utils';
import { isCoveredBy } from './lock-coverage';
import { pruneLock } from './prune-lock';

const SUPERSET = JSON.stringify({
  name: 'all',
  lockfileVersion: 3,
  requires: true,
  packages: {
    '': { name: 'all', dependencies: { left: '1.0.0', right: '1.0.0' } },
    'node_modules/left': {
      version: '1.0.0',
      resolved: 'https://registry.example.com/left/-/left-1.0.0.tgz',
      integrity: 'sha512-bGVmdA==',
      dependencies: { up: '^1.0.0' },
    },
    'node_modules/right': { version: '1.0.0', integrity: 'sha512-cmlnaHQ=' },
    'node_modules/up': { version: '1.2.0', integrity: 'sha512-dXA=' },
  },
});

describe('pruneLock', () => {
  const directory = createMockDirectory();
  beforeEach(() => directory.clear());

  const prune = (dependencies: object) =>
    pruneLock({
      packageJson: JSON.stringify({
        name: 'stamped',
        version: '0.1.0',
        devDependencies: dependencies,
      }),
      superset: SUPERSET,
      workDirectory: directory.path,
    });

  it('keeps what the project needs, and no address of a registry', async () => {
    const lock = await prune({ left: '1.0.0' });

    expect(Object.keys(JSON.parse(lock).packages)).toEqual([
      '',
      'node_modules/left',
      'node_modules/up',
    ]);
    expect(JSON.parse(lock).packages['node_modules/left']).toMatchObject({
      dev: true,
      integrity: 'sha512-bGVmdA==',
    });
    expect(lock).not.toContain('registry.example.com');
    expect(isCoveredBy(lock, SUPERSET)).toBe(true);
  });

  it.each([
    ['a package that the superset lacks', { down: '1.0.0' }, 'it lacks down'],
    ['another version than it has', { left: '2.0.0' }, 'it lacks left'],
  ])('refuses %s', async (_, dependencies, message) => {
    await expect(prune(dependencies)).rejects.toThrow(message);
  });
});

describe('isCoveredBy', () => {
  const lock = (version: string, integrity = 'sha512-dXA=') =>
    JSON.stringify({
      packages: {
        '': { name: 'x' },
        'node_modules/up': { version, integrity },
      },
    });

  it('tells a lock that the other one installs from one that it does not', () => {
    expect(isCoveredBy(lock('1.2.0'), SUPERSET)).toBe(true);
    expect(isCoveredBy(lock('1.3.0'), SUPERSET)).toBe(false);
    expect(isCoveredBy(lock('1.2.0', 'sha512-other'), SUPERSET)).toBe(false);
    expect(isCoveredBy(SUPERSET, lock('1.2.0'))).toBe(false);
  });
});
