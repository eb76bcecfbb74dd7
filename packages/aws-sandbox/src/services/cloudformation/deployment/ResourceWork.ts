import type { ResourceStatus } from '@aws-sdk/client-cloudformation';
import { changeTags } from '../resources/change-tags';
import { resolveReferences } from '../resources/dynamic-references';
import { physicalName } from '../resources/physical-name';
import { ResourceContext } from '../resources/ResourceContext';
import {
  Identity,
  InvalidPropertyError,
  Properties,
} from '../resources/resource-type';
import { resourceType } from '../resources/resource-types';
import { CloudFormationState, Stack, StackResource, addEvent } from '../state';
import { RemovalPolicy } from '../template/template';
import { changedKeys } from './compare';
import { failureReason, isRefusal, saysGone } from './failure-reason';
import { ResourceDeclaration } from './resource-declaration';

/** Makes, changes and removes single resources of a stack, and says so in its events. */
export class ResourceWork {
  constructor(
    private readonly state: CloudFormationState,
    private readonly stack: Stack,
  ) {}

  /** @throws whatever the creation failed of, after an event that tells why */
  async create(resource: StackResource, signal: AbortSignal): Promise<void> {
    this.setStatus(resource, 'CREATE_IN_PROGRESS');
    const type = resourceType(resource.type);
    const context = this.#context(resource, signal, identity => {
      resource.identity = identity;
      this.setStatus(
        resource,
        'CREATE_IN_PROGRESS',
        'Resource creation Initiated',
      );
    });
    try {
      const { name } = type;
      if (name && resource.properties[name.property] === undefined) {
        resource.generatedName = physicalName(
          this.stack.name,
          resource.logicalId,
          name,
          resource.properties,
        );
      }
      const identity = await type.create(
        await this.#handedOver(resource, resource.properties, context),
        context,
      );
      if (!resource.identity) {
        context.appeared(identity);
      }
      resource.identity = identity;
      this.setStatus(resource, 'CREATE_COMPLETE');
    } catch (error) {
      this.setStatus(resource, 'CREATE_FAILED', failureReason(error));
      throw error;
    }
  }

  /** @throws whatever the change failed of, after an event that tells why */
  async change(
    resource: StackResource,
    identity: Identity,
    wanted: ResourceDeclaration,
    signal: AbortSignal,
  ): Promise<void> {
    this.setStatus(resource, 'UPDATE_IN_PROGRESS');
    const type = resourceType(resource.type);
    const context = this.#context(
      { logicalId: resource.logicalId, tags: wanted.tags },
      signal,
    );
    try {
      if (changedKeys(resource.properties, wanted.properties).length > 0) {
        const [before, after] = await Promise.all([
          this.#handedOver(resource, resource.properties, context),
          this.#handedOver(resource, wanted.properties, context),
        ]);
        resource.identity =
          (await type.update?.({ before, after, identity }, context)) ??
          identity;
      }
      await changeTags(type, identity, resource.tags, wanted.tags, context);
      Object.assign(resource, wanted);
      this.setStatus(resource, 'UPDATE_COMPLETE');
    } catch (error) {
      if (!isRefusal(error)) {
        // Some of it may be done, which a rollback then takes back.
        Object.assign(resource, wanted);
      }
      this.setStatus(resource, 'UPDATE_FAILED', failureReason(error));
      throw error;
    }
  }

  /** @throws whatever the removal failed of, after an event that tells why */
  async remove(
    resource: StackResource,
    policy: RemovalPolicy,
    signal: AbortSignal,
  ): Promise<void> {
    const { identity } = resource;
    if (!identity) {
      return;
    }
    if (policy === 'Retain') {
      this.setStatus(resource, 'DELETE_SKIPPED');
      return;
    }
    this.setStatus(resource, 'DELETE_IN_PROGRESS');
    const context = this.#context(resource, signal);
    try {
      await resourceType(resource.type).delete(
        identity,
        withName(resource, resource.properties),
        context,
      );
    } catch (error) {
      if (!saysGone(error)) {
        this.setStatus(resource, 'DELETE_FAILED', failureReason(error));
        throw error;
      }
    }
    this.setStatus(resource, 'DELETE_COMPLETE');
    resource.identity = undefined;
  }

  /**
   * Refuses a replacement beside which the resource of the same name would have to stand.
   *
   * @param replacing - the properties because of which it is replaced
   * @throws InvalidPropertyError after an event that tells why
   */
  refuseSameName(
    old: StackResource,
    wanted: ResourceDeclaration,
    replacing: string[],
  ): void {
    const { name } = resourceType(wanted.type);
    const given = name && wanted.properties[name.property];
    if (
      given === undefined ||
      name?.reusable ||
      old.type !== wanted.type ||
      replacing.includes(name?.property ?? '')
    ) {
      return;
    }
    const reason = `CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename ${given} and update the stack again.`;
    this.setStatus(old, 'UPDATE_FAILED', reason);
    throw new InvalidPropertyError(reason);
  }

  setStatus(
    resource: StackResource,
    status: ResourceStatus,
    reason?: string,
  ): void {
    resource.status = status;
    resource.statusReason = reason;
    resource.updatedAt = this.state.now();
    this.event(resource, status, reason);
  }

  event(
    resource: Pick<StackResource, 'logicalId' | 'type'> &
      Partial<Pick<StackResource, 'identity' | 'properties'>>,
    status: ResourceStatus,
    reason?: string,
  ): void {
    addEvent(this.state, this.stack, {
      LogicalResourceId: resource.logicalId,
      PhysicalResourceId: resource.identity?.physicalId ?? '',
      ResourceType: resource.type,
      ResourceStatus: status,
      ResourceStatusReason: reason,
      ResourceProperties:
        resource.properties && JSON.stringify(resource.properties),
    });
  }

  /** The properties as a resource type gets them: named, and with secrets in them. */
  async #handedOver(
    resource: StackResource,
    properties: Properties,
    context: ResourceContext,
  ): Promise<Properties> {
    return (await resolveReferences(
      withName(resource, properties),
      context,
      name => this.state.ssmParameter(name),
    )) as Properties;
  }

  #context(
    { logicalId, tags }: Pick<StackResource, 'logicalId' | 'tags'>,
    signal: AbortSignal,
    appeared: (identity: Identity) => void = () => {},
  ): ResourceContext {
    const { state, stack } = this;
    return new ResourceContext(
      state.world,
      state.scope,
      { name: stack.name, id: stack.id },
      logicalId,
      tags,
      signal,
      appeared,
    );
  }
}

function withName(
  { type, generatedName }: StackResource,
  properties: Properties,
): Properties {
  const { name } = resourceType(type);
  return name &&
    generatedName !== undefined &&
    properties[name.property] === undefined
    ? { ...properties, [name.property]: generatedName }
    : properties;
}
