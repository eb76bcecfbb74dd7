/** One task size that Fargate accepts. @public */
export interface FargateSize {
  /** CPU units: 1,024 are one vCPU. */
  cpu: number;
  memoryMiB: number;
}

/** A number of CPU units and the memory that goes with it. @public */
export interface FargateCpu {
  /** CPU units: 1,024 are one vCPU. */
  cpu: number;
  /** In MiB, smallest first. */
  memoryMiB: readonly number[];
}

const GIB = 1024;

const FARGATE_SIZES: readonly FargateCpu[] = [
  { cpu: 256, memoryMiB: [GIB / 2, GIB, 2 * GIB] },
  { cpu: 512, memoryMiB: gibibytes(1, 4, 1) },
  { cpu: 1024, memoryMiB: gibibytes(2, 8, 1) },
  { cpu: 2048, memoryMiB: gibibytes(4, 16, 1) },
  { cpu: 4096, memoryMiB: gibibytes(8, 30, 1) },
  { cpu: 8192, memoryMiB: gibibytes(16, 60, 4) },
  { cpu: 16384, memoryMiB: gibibytes(32, 120, 8) },
];

/**
 * The pairs of CPU and memory that Fargate accepts for Linux tasks, smallest
 * first. The source is the table in AWS's "Amazon ECS task definition
 * parameters for Fargate", section *Task size*.
 *
 * @public
 */
export function fargateSizes(): readonly FargateCpu[] {
  return FARGATE_SIZES;
}

/** True when Fargate accepts the pair. @public */
export function isFargateSize(size: FargateSize): boolean {
  return memoryFor(size.cpu).includes(size.memoryMiB);
}

/**
 * The size that Fargate accepts and that comes nearest: with these CPU units
 * and the least memory that is enough, or the most that there is.
 *
 * @throws RangeError when Fargate has no task with these CPU units
 * @public
 */
export function nearestFargateSize(size: FargateSize): FargateSize {
  const offered = memoryFor(size.cpu);
  if (offered.length === 0) {
    throw new RangeError(
      `Fargate has no task of ${
        size.cpu
      } CPU units. Choose one of ${FARGATE_SIZES.map(({ cpu }) => cpu).join(
        ', ',
      )}.`,
    );
  }
  return {
    cpu: size.cpu,
    memoryMiB:
      offered.find(memoryMiB => memoryMiB >= size.memoryMiB) ??
      offered[offered.length - 1],
  };
}

function memoryFor(cpu: number): readonly number[] {
  return FARGATE_SIZES.find(size => size.cpu === cpu)?.memoryMiB ?? [];
}

function gibibytes(from: number, to: number, step: number): number[] {
  return Array.from(
    { length: (to - from) / step + 1 },
    (_, index) => (from + index * step) * GIB,
  );
}
