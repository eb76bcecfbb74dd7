import { NormalizedSchema } from '@smithy/core/schema';
import {
  RequestContext,
  Scope,
  ServiceId,
  World,
  internalContext,
} from '../../../core';
import { inputFaults } from '../../../server/input-validation';
import { Identity, InvalidPropertyError, Properties } from './resource-type';
import { memberName, shapeInput } from './shape-input';

const PRINCIPAL = 'cloudformation.amazonaws.com';

/** Another resource failed, so this one was given up. */
export class CancelledError extends Error {
  constructor() {
    super('Resource creation cancelled');
    this.name = 'CancelledError';
  }
}

/** What a resource type works with while it makes, changes or removes one resource. */
export class ResourceContext {
  readonly request: RequestContext;

  /**
   * @param tags - all tags that the resource is to have
   * @param signal - aborted when the operation on the stack has failed elsewhere
   * @param appeared - says that the resource is there, though not ready yet
   */
  constructor(
    readonly world: World,
    readonly scope: Scope,
    readonly stack: { name: string; id: string },
    readonly logicalId: string,
    readonly tags: Readonly<Record<string, string>>,
    readonly signal: AbortSignal,
    readonly appeared: (identity: Identity) => void,
  ) {
    this.request = internalContext(world, scope, PRINCIPAL);
  }

  /**
   * Calls an operation of a service of the sandbox.
   *
   * @throws AwsError as the operation does
   * @throws InvalidPropertyError when the input does not fit its shape
   */
  async call(
    service: ServiceId,
    operation: string,
    input: Record<string, unknown>,
  ) {
    const [fault] = inputFaults(this.inputSchema(service, operation), input);
    if (fault) {
      throw new InvalidPropertyError(fault);
    }
    const run = this.world.service(service).operations[operation];
    if (!run) {
      throw new Error(`${service} has no operation ${operation}`);
    }
    return run(input, this.request);
  }

  /** The properties in the shape of an operation's input; see `shapeInput`. */
  shape(service: ServiceId, operation: string, properties: Properties) {
    return shapeInput(
      this.inputSchema(service, operation),
      properties,
    ) as Record<string, unknown>;
  }

  /** The tags as an operation takes them: `{}` when it takes none. */
  tagsFor(service: ServiceId, operation: string): Record<string, unknown> {
    const schema = this.inputSchema(service, operation);
    const name = memberName(schema, 'tags');
    if (name === undefined) {
      return {};
    }
    return { [name]: tagsInShape(schema.getMemberSchema(name), this.tags) };
  }

  /** Whether the input of an operation has a member for the property. */
  hasMember(service: ServiceId, operation: string, property: string): boolean {
    return (
      memberName(this.inputSchema(service, operation), property) !== undefined
    );
  }

  /**
   * Asks once a second, by the world's clock, until there is an answer.
   *
   * @throws Error with `timeoutMessage` when the time is over, or when the operation was cancelled
   */
  async until<T>(
    ask: () => Promise<T | undefined>,
    limit: { seconds: number; message: string },
  ): Promise<T> {
    const { clock } = this.world;
    const end = clock.now() + limit.seconds * 1000;
    for (;;) {
      const answer = await ask();
      if (answer !== undefined) {
        return answer;
      }
      if (this.signal.aborted) {
        throw new CancelledError();
      }
      if (clock.now() >= end) {
        throw new Error(limit.message);
      }
      await clock.sleep(1000, this.signal);
    }
  }

  private inputSchema(service: ServiceId, operation: string): NormalizedSchema {
    const schema = this.world.service(service).schemas[`${operation}$`];
    if (!Array.isArray(schema)) {
      throw new Error(`The client of ${service} has no operation ${operation}`);
    }
    return NormalizedSchema.of(schema[4]);
  }
}

function tagsInShape(
  schema: NormalizedSchema,
  tags: Readonly<Record<string, string>>,
): unknown {
  if (!schema.isListSchema()) {
    return { ...tags };
  }
  const [[key], [value]] = [...schema.getValueSchema().structIterator()];
  return Object.entries(tags).map(([name, text]) => ({
    [key]: name,
    [value]: text,
  }));
}
