import type { StackStatus } from '@aws-sdk/client-cloudformation';
import { Identity, InvalidPropertyError } from '../resources/resource-type';
import {
  CloudFormationState,
  Stack,
  StackDefinition,
  StackResource,
  setStackStatus,
} from '../state';
import { dependenciesOf } from '../template/dependencies';
import { Surroundings } from '../template/evaluate';
import { RemovalPolicy } from '../template/template';
import { Difference, differenceOf } from './compare';
import { checkExports, outputsOf } from './outputs';
import { removalOrder } from './removal-order';
import { ResourceDeclaration, declarationOf } from './resource-declaration';
import { ResourceWork } from './ResourceWork';
import { runInOrder } from './run-in-order';
import { activeResources, surroundingsOf } from './surroundings';

/** What becomes of a stack whose deployment fails. */
export type AfterFailure = 'ROLLBACK' | 'DO_NOTHING' | 'DELETE';

/** Something that was done, and how it is taken back. */
interface Step {
  logicalId: string;
  undo(): Promise<void>;
}

/**
 * Brings one stack to what a definition says, or takes it away: resource by
 * resource, with events, and back again when something fails.
 */
export class Deployment {
  readonly #work: ResourceWork;
  readonly #done: Step[] = [];
  /** What replacements left over, to be removed when all is well. */
  readonly #leftOver: StackResource[] = [];
  #signal = new AbortController();

  constructor(
    private readonly state: CloudFormationState,
    private readonly stack: Stack,
  ) {
    this.#work = new ResourceWork(state, stack);
  }

  /** Begins nothing more, and takes back what was done. */
  cancel(): void {
    this.#signal.abort();
  }

  /** Creates all that the definition names. */
  async create(
    definition: StackDefinition,
    afterFailure: AfterFailure,
  ): Promise<void> {
    const failure = await this.#apply(definition, 'create');
    if (failure === undefined) {
      this.#setStatus('CREATE_COMPLETE');
    } else if (afterFailure === 'DO_NOTHING') {
      this.#setStatus('CREATE_FAILED', failure);
    } else if (afterFailure === 'DELETE') {
      this.#setStatus('DELETE_IN_PROGRESS', failure);
      await this.delete();
    } else {
      this.#setStatus(
        'ROLLBACK_IN_PROGRESS',
        `${failure} Rollback requested by user.`,
      );
      const stuck = await this.#removeAll(({ deletionPolicy }) =>
        deletionPolicy === 'Retain' ? 'Retain' : 'Delete',
      );
      this.#setStatus(
        stuck.length > 0 ? 'ROLLBACK_FAILED' : 'ROLLBACK_COMPLETE',
        failedTo('delete', stuck),
      );
    }
  }

  /** Changes the stack to what the definition says. */
  async update(
    definition: StackDefinition,
    afterFailure: AfterFailure,
  ): Promise<void> {
    const { outputs, imports, description } = this.stack;
    const before = {
      definition: this.stack.definition,
      outputs,
      imports,
      description,
    };
    const failure = await this.#apply(definition, 'update');
    if (failure === undefined) {
      this.#setStatus('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
      await this.#cleanUp();
      this.#setStatus('UPDATE_COMPLETE');
    } else if (afterFailure === 'ROLLBACK') {
      this.#setStatus('UPDATE_ROLLBACK_IN_PROGRESS', failure);
      const stuck = await this.#undoAll();
      Object.assign(this.stack, before);
      if (stuck.length > 0) {
        this.#setStatus('UPDATE_ROLLBACK_FAILED', failedTo('update', stuck));
        return;
      }
      this.#setStatus('UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
      this.#setStatus('UPDATE_ROLLBACK_COMPLETE');
    } else {
      this.#setStatus('UPDATE_FAILED', failure);
    }
  }

  /**
   * Removes all resources, but those that are to be retained.
   *
   * @param retained - logical ids of resources that stay whatever their policy
   */
  async delete(retained: readonly string[] = []): Promise<void> {
    const stuck = await this.#removeAll(({ logicalId, deletionPolicy }) =>
      retained.includes(logicalId) || deletionPolicy.startsWith('Retain')
        ? 'Retain'
        : 'Delete',
    );
    if (stuck.length > 0) {
      this.#setStatus('DELETE_FAILED', failedTo('delete', stuck));
    } else {
      this.stack.deletedAt = this.state.now();
      this.#setStatus('DELETE_COMPLETE');
    }
  }

  /** @returns why it failed; undefined when all went well */
  async #apply(
    definition: StackDefinition,
    verb: 'create' | 'update',
  ): Promise<string | undefined> {
    const { stack } = this;
    stack.definition = definition;
    stack.description = definition.template.Description;
    const imports = new Set<string>();
    const surroundings = this.#surroundings(definition, imports);
    const active = activeResources(definition, surroundings);
    const dependencies = dependenciesOf(definition.template, id =>
      active.has(id),
    );
    const failures = await runInOrder(
      dependencies,
      id =>
        this.#provision(id, definition, surroundings, [
          ...(dependencies.get(id) ?? []),
        ]),
      () => this.#signal.abort(),
    );
    if (failures.length > 0) {
      return failedTo(
        verb,
        failures.map(({ key }) => key),
      );
    }
    if (this.#signal.signal.aborted) {
      return 'The operation was cancelled.';
    }
    return this.#export(definition, surroundings, imports);
  }

  /** Functions of the template see the resources as they are now. */
  #surroundings(
    definition: StackDefinition,
    imports: Set<string>,
  ): Surroundings {
    const surroundings = surroundingsOf(this.state, this.stack, definition, {
      physicalId: id => this.#identity(id).physicalId,
      attribute: (id, name) => this.#attribute(id, name),
    });
    return {
      ...surroundings,
      importValue(name) {
        imports.add(name);
        return surroundings.importValue(name);
      },
    };
  }

  #identity(logicalId: string): Identity {
    const identity = this.stack.resources.get(logicalId)?.identity;
    if (!identity) {
      throw new InvalidPropertyError(
        `Unresolved resource dependencies [${logicalId}] in the Resources block of the template`,
      );
    }
    return identity;
  }

  #attribute(logicalId: string, name: string): unknown {
    const value = this.#identity(logicalId).attributes[name];
    if (value === undefined) {
      throw new InvalidPropertyError(
        `Template error: resource ${logicalId} does not support attribute type ${name} in Fn::GetAtt`,
      );
    }
    return value;
  }

  /** @returns why the outputs cannot be as the definition has them */
  #export(
    definition: StackDefinition,
    surroundings: Surroundings,
    imports: Set<string>,
  ): string | undefined {
    try {
      const outputs = outputsOf(definition, surroundings);
      checkExports(this.state, this.stack, outputs);
      this.stack.outputs = outputs;
      this.stack.imports = [...imports];
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }

  async #provision(
    logicalId: string,
    definition: StackDefinition,
    surroundings: Surroundings,
    dependsOn: string[],
  ): Promise<void> {
    const before = this.stack.resources.get(logicalId);
    const wanted = this.#declared(logicalId, definition, surroundings);
    if (!before?.identity) {
      await this.#create(logicalId, wanted, dependsOn);
      return;
    }
    const difference = differenceOf(before, wanted);
    if (difference?.replaces) {
      await this.#replace(before, wanted, difference, dependsOn);
    } else if (difference) {
      await this.#change(before, wanted, difference, dependsOn);
    } else {
      before.dependsOn = dependsOn;
    }
  }

  #declared(
    logicalId: string,
    definition: StackDefinition,
    surroundings: Surroundings,
  ): ResourceDeclaration {
    try {
      return declarationOf(this.stack, definition, logicalId, surroundings);
    } catch (error) {
      this.#work.event(
        { logicalId, type: definition.template.Resources[logicalId].Type },
        this.stack.resources.get(logicalId)?.identity
          ? 'UPDATE_FAILED'
          : 'CREATE_FAILED',
        (error as Error).message,
      );
      throw error;
    }
  }

  async #create(
    logicalId: string,
    wanted: ResourceDeclaration,
    dependsOn: string[],
  ): Promise<void> {
    const resource = this.#newResource(logicalId, wanted, dependsOn);
    this.stack.resources.set(logicalId, resource);
    this.#done.push({
      logicalId,
      undo: async () => {
        await this.#remove(resource, resource.deletionPolicy);
        this.stack.resources.delete(logicalId);
      },
    });
    await this.#work.create(resource, this.#signal.signal);
  }

  async #change(
    resource: StackResource,
    wanted: ResourceDeclaration,
    { scope }: Difference,
    dependsOn: string[],
  ): Promise<void> {
    const before = { ...resource };
    const change = (to: ResourceDeclaration) =>
      this.#work.change(
        resource,
        this.#identity(resource.logicalId),
        to,
        this.#signal.signal,
      );
    // Metadata and policies concern nobody but the stack.
    if (!scope.includes('Properties') && !scope.includes('Tags')) {
      this.#done.push({
        logicalId: resource.logicalId,
        undo: async () => void Object.assign(resource, before),
      });
      Object.assign(resource, wanted, { dependsOn });
      return;
    }
    this.#done.push({
      logicalId: resource.logicalId,
      undo: async () => {
        await change(declarationIn(before));
        resource.dependsOn = before.dependsOn;
      },
    });
    await change(wanted);
    resource.dependsOn = dependsOn;
  }

  async #replace(
    old: StackResource,
    wanted: ResourceDeclaration,
    { replacing }: Difference,
    dependsOn: string[],
  ): Promise<void> {
    const { logicalId } = old;
    this.#work.setStatus(
      old,
      'UPDATE_IN_PROGRESS',
      'Requested update requires the creation of a new physical resource; hence creating one.',
    );
    this.#work.refuseSameName(old, wanted, replacing);
    const replacement = this.#newResource(logicalId, wanted, dependsOn);
    this.#leftOver.push(old);
    this.stack.resources.set(logicalId, replacement);
    this.#done.push({
      logicalId,
      undo: async () => {
        this.stack.resources.set(logicalId, old);
        await this.#remove(replacement, 'Delete');
        this.#work.setStatus(old, 'UPDATE_COMPLETE');
      },
    });
    await this.#work.create(replacement, this.#signal.signal);
  }

  #newResource(
    logicalId: string,
    wanted: ResourceDeclaration,
    dependsOn: string[],
  ): StackResource {
    return {
      ...wanted,
      logicalId,
      dependsOn,
      status: 'CREATE_IN_PROGRESS',
      updatedAt: this.state.now(),
    };
  }

  /** After an update: what was replaced goes, and what the template names no more. */
  async #cleanUp(): Promise<void> {
    const { stack } = this;
    const declared = this.#declaredIds();
    const gone = [...stack.resources.values()].filter(
      ({ logicalId }) => !declared.has(logicalId),
    );
    const { byKey, resources } = removalOrder([...gone, ...this.#leftOver]);
    // What cannot be removed is told by its event, and left: so does AWS.
    await runInOrder(byKey, async key => {
      const resource = resources.get(key);
      if (resource && this.#leftOver.includes(resource)) {
        await this.#remove(resource, retaining(resource.updateReplacePolicy));
      } else if (resource) {
        await this.#remove(resource, retaining(resource.deletionPolicy));
        stack.resources.delete(resource.logicalId);
      }
    });
  }

  #declaredIds(): Set<string> {
    const { definition } = this.stack;
    return definition
      ? activeResources(definition, this.#surroundings(definition, new Set()))
      : new Set();
  }

  /** @returns logical ids of what could not be removed */
  async #removeAll(
    policyOf: (resource: StackResource) => RemovalPolicy,
  ): Promise<string[]> {
    this.#signal = new AbortController();
    const { byKey, resources } = removalOrder([
      ...this.stack.resources.values(),
    ]);
    const failures = await runInOrder(byKey, async key => {
      const resource = resources.get(key);
      if (resource) {
        await this.#remove(resource, policyOf(resource));
      }
    });
    return failures.map(({ key }) => resources.get(key)?.logicalId ?? key);
  }

  /** Takes back, last first, what was done. @returns logical ids of what could not be taken back */
  async #undoAll(): Promise<string[]> {
    this.#signal = new AbortController();
    const stuck: string[] = [];
    for (const { logicalId, undo } of [...this.#done].reverse()) {
      try {
        await undo();
      } catch {
        // Its own event says why; the stack's says which.
        stuck.push(logicalId);
      }
    }
    return stuck;
  }

  #remove(resource: StackResource, policy: RemovalPolicy): Promise<void> {
    return this.#work.remove(resource, policy, this.#signal.signal);
  }

  #setStatus(status: StackStatus, reason?: string): void {
    setStackStatus(this.state, this.stack, status, reason);
  }
}

function declarationIn({
  type,
  properties,
  tags,
  metadata,
  deletionPolicy,
  updateReplacePolicy,
}: StackResource): ResourceDeclaration {
  return {
    type,
    properties,
    tags,
    metadata,
    deletionPolicy,
    updateReplacePolicy,
  };
}

/** `RetainExceptOnCreate` retains, but for the rollback of a creation. */
function retaining(policy: RemovalPolicy): RemovalPolicy {
  return policy.startsWith('Retain') ? 'Retain' : 'Delete';
}

function failedTo(
  verb: 'create' | 'update' | 'delete',
  logicalIds: string[],
): string | undefined {
  return logicalIds.length > 0
    ? `The following resource(s) failed to ${verb}: [${logicalIds.join(', ')}].`
    : undefined;
}
