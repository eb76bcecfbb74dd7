import fs from 'node:fs/promises';
import path from 'node:path';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import {
  InstalledDependencies,
  InstallPackages,
} from './InstalledDependencies';

const locked = (lock: string) => ({ packageJson: '{}', lock });
const options = { logger: mockServices.logger.mock() };

describe('InstalledDependencies', () => {
  const directory = createMockDirectory();
  beforeEach(() => directory.clear());

  const installer = (
    fail = false,
  ): InstallPackages & { installed: string[] } => {
    const installed: string[] = [];
    const install: InstallPackages = async target => {
      installed.push(
        await fs.readFile(path.join(target, 'package-lock.json'), 'utf8'),
      );
      await fs.mkdir(path.join(target, 'node_modules', 'left'), {
        recursive: true,
      });
      if (fail) {
        throw new Error('no network');
      }
    };
    return Object.assign(install, { installed });
  };

  it('installs once for each lock, also when many ask at the same time', async () => {
    const install = installer();
    const dependencies = new InstalledDependencies({
      directory: directory.path,
      install,
    });

    const [one, same, other] = await Promise.all([
      dependencies.nodeModulesOf(locked('1'), options),
      dependencies.nodeModulesOf(locked('1'), options),
      dependencies.nodeModulesOf(locked('2'), options),
    ]);
    const later = await dependencies.nodeModulesOf(locked('1'), options);

    expect(install.installed.sort()).toEqual(['1', '2']);
    expect([same, later]).toEqual([one, one]);
    expect(other).not.toBe(one);
    expect(await fs.readdir(one)).toEqual(['left']);
  });

  it('finds what another process has installed', async () => {
    const first = installer();
    await new InstalledDependencies({
      directory: directory.path,
      install: first,
    }).nodeModulesOf(locked('1'), options);

    const second = installer();
    await new InstalledDependencies({
      directory: directory.path,
      install: second,
    }).nodeModulesOf(locked('1'), options);
    expect(second.installed).toEqual([]);
  });

  it('leaves nothing half-installed behind, and tries again', async () => {
    const failing = new InstalledDependencies({
      directory: directory.path,
      install: installer(true),
    });
    await expect(failing.nodeModulesOf(locked('1'), options)).rejects.toThrow(
      'no network',
    );
    expect(directory.content()).toEqual({});

    const install = installer();
    await new InstalledDependencies({
      directory: directory.path,
      install,
    }).nodeModulesOf(locked('1'), options);
    expect(install.installed).toEqual(['1']);
  });
});
