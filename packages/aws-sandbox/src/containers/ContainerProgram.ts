import { isAbsolute, resolve } from 'node:path';
import { compareFamilies, fitsFamily } from '../services/ecs/data-plane';

/**
 * What stands in for an image: the containers of a task definition family run
 * this command on the machine of the sandbox.
 */
export interface ContainerProgram {
  /** Task definition family; `*` at the end stands for any rest, and the longest name that fits wins. */
  family: string;
  /** Name of the container; absent: the first essential one of the task. */
  container?: string;
  /**
   * The program and its first arguments, as an image's entry point. The
   * `command` of the task definition, or of an override, is added to it.
   */
  command: string[];
  /** The folder that it runs in. */
  cwd: string;
  /** Laid over the environment of the task definition. */
  environment?: Record<string, string>;
}

/**
 * The program of a container.
 *
 * @param isMain - whether it is the first essential container of its task
 * @returns undefined when the container is only modelled
 */
export function programOf(
  programs: ContainerProgram[],
  family: string,
  containerName: string,
  isMain: boolean,
): ContainerProgram | undefined {
  const [best] = programs
    .filter(program => fitsFamily(program.family, family))
    .filter(
      ({ container }) => container === containerName || (!container && isMain),
    )
    .sort(
      (a, b) =>
        compareFamilies(a.family, b.family) ||
        Number(!a.container) - Number(!b.container),
    );
  return best;
}

/**
 * Reads programs that came from a file.
 *
 * @param folder - what a relative `cwd` starts from
 * @throws Error that names the wrong key
 */
export function parseContainerPrograms(
  value: unknown,
  folder: string,
): ContainerProgram[] {
  if (!Array.isArray(value)) {
    throw new Error('The containers must be a list of programs');
  }
  return value.map((item, index) => parseProgram(item, `[${index}]`, folder));
}

const KEYS = ['command', 'container', 'cwd', 'environment', 'family'];

function parseProgram(
  value: unknown,
  where: string,
  folder: string,
): ContainerProgram {
  const program = record(value, where);
  const unknown = Object.keys(program).find(key => !KEYS.includes(key));
  if (unknown !== undefined) {
    throw new Error(
      `${where}.${unknown} is not known: a program has ${KEYS.join(', ')}`,
    );
  }
  const { command, container, environment } = program;
  if (!Array.isArray(command) || command.length === 0) {
    throw new Error(`${where}.command must be a list with a program in it`);
  }
  const cwd = text(program.cwd, `${where}.cwd`);
  return {
    family: text(program.family, `${where}.family`),
    container:
      container === undefined
        ? undefined
        : text(container, `${where}.container`),
    command: command.map((part, index) =>
      text(part, `${where}.command[${index}]`),
    ),
    cwd: isAbsolute(cwd) ? cwd : resolve(folder, cwd),
    environment:
      environment === undefined
        ? undefined
        : Object.fromEntries(
            Object.entries(record(environment, `${where}.environment`)).map(
              ([name, entry]) => [
                name,
                text(entry, `${where}.environment.${name}`),
              ],
            ),
          ),
  };
}

function record(value: unknown, where: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${where} must be an object`);
  }
  return { ...value };
}

function text(value: unknown, where: string): string {
  if (typeof value !== 'string' || value === '') {
    throw new Error(`${where} must be a text`);
  }
  return value;
}
