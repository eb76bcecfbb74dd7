const range = (from: number, to: number, step: number) =>
  Array.from({ length: (to - from) / step + 1 }, (_, i) => from + i * step);

/** CPU units → the amounts of memory in MiB that Fargate has with them. */
const MEMORY_BY_CPU: Record<number, number[]> = {
  256: [512, 1024, 2048],
  512: range(1024, 4096, 1024),
  1024: range(2048, 8192, 1024),
  2048: range(4096, 16384, 1024),
  4096: range(8192, 30720, 1024),
  8192: range(16384, 61440, 4096),
  16384: range(32768, 122880, 8192),
};

/** Whether Fargate has a task of this size; CPU in units, memory in MiB. */
export function isFargateSize(cpu: number, memory: number): boolean {
  return MEMORY_BY_CPU[cpu]?.includes(memory) ?? false;
}

/** CPU units from `256`, `.25 vCPU` or `1 vcpu`; NaN when it says nothing of the kind. */
export function cpuUnits(value: string): number {
  const match = /^\s*([\d.]+)\s*vcpu\s*$/i.exec(value);
  return match ? Number(match[1]) * 1024 : Number(value);
}

/** MiB from `512`, `.5 GB` or `1GB`; NaN when it says nothing of the kind. */
export function memoryMebibytes(value: string): number {
  const match = /^\s*([\d.]+)\s*gb\s*$/i.exec(value);
  return match ? Number(match[1]) * 1024 : Number(value);
}
