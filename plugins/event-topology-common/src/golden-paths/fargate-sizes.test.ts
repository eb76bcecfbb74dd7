import {
  fargateSizes,
  isFargateSize,
  nearestFargateSize,
} from './fargate-sizes';

describe('fargateSizes', () => {
  it('offers every pair of the table in the documentation of ECS', () => {
    expect(
      fargateSizes().map(({ cpu, memoryMiB }) => ({
        cpu,
        least: memoryMiB[0],
        most: memoryMiB[memoryMiB.length - 1],
        pairs: memoryMiB.length,
      })),
    ).toEqual([
      { cpu: 256, least: 512, most: 2048, pairs: 3 },
      { cpu: 512, least: 1024, most: 4096, pairs: 4 },
      { cpu: 1024, least: 2048, most: 8192, pairs: 7 },
      { cpu: 2048, least: 4096, most: 16384, pairs: 13 },
      { cpu: 4096, least: 8192, most: 30720, pairs: 23 },
      { cpu: 8192, least: 16384, most: 61440, pairs: 12 },
      { cpu: 16384, least: 32768, most: 122880, pairs: 12 },
    ]);
  });

  it('goes up in the increments of the large sizes', () => {
    const memoryOf = (cpu: number) =>
      fargateSizes().find(size => size.cpu === cpu)!.memoryMiB;
    expect(memoryOf(8192).slice(0, 3)).toEqual([16384, 20480, 24576]);
    expect(memoryOf(16384).slice(0, 3)).toEqual([32768, 40960, 49152]);
  });
});

describe('isFargateSize', () => {
  it.each([
    [256, 512, true],
    [256, 1536, false],
    [256, 4096, false],
    [8192, 17408, false],
    [16384, 122880, true],
    [300, 1024, false],
  ])('says of %d CPU units with %d MiB: %s', (cpu, memoryMiB, accepted) => {
    expect(isFargateSize({ cpu, memoryMiB })).toBe(accepted);
  });
});

describe('nearestFargateSize', () => {
  it('takes the least memory that is enough', () => {
    expect(nearestFargateSize({ cpu: 8192, memoryMiB: 17000 })).toEqual({
      cpu: 8192,
      memoryMiB: 20480,
    });
  });

  it('takes the most there is when nothing is enough', () => {
    expect(nearestFargateSize({ cpu: 256, memoryMiB: 8192 })).toEqual({
      cpu: 256,
      memoryMiB: 2048,
    });
  });

  it('names the CPU units to choose from', () => {
    expect(() => nearestFargateSize({ cpu: 300, memoryMiB: 512 })).toThrow(
      'Fargate has no task of 300 CPU units. Choose one of 256, 512, 1024, 2048, 4096, 8192, 16384.',
    );
  });
});
