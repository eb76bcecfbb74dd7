import {
  CreateDeploymentRequest,
  CreateStageRequest,
  DeleteDeploymentRequest,
  DeleteStageRequest,
  Deployment,
  GetStageRequest,
  GetStagesRequest,
  Stage,
  Stages,
} from '@aws-sdk/client-api-gateway';
import { Operation, RequestContext } from '../../../core';
import {
  StoredRestApi,
  badRequest,
  conflict,
  findRestApi,
  newId,
  notFound,
} from '../state';

export const deploymentOperations: Record<string, Operation> = {
  CreateDeployment(input: CreateDeploymentRequest, context): Deployment {
    const stored = findRestApi(context, input.restApiId);
    const hasMethods = [...stored.resources.values()].some(
      resource => Object.keys(resource.resourceMethods ?? {}).length > 0,
    );
    if (!hasMethods) {
      throw badRequest("The REST API doesn't contain any methods");
    }
    const deployment = {
      id: newId(context),
      description: input.description,
      createdDate: new Date(context.world.clock.now()),
    };
    stored.deployments.set(deployment.id, deployment);
    if (input.stageName) {
      setStage(context, stored, input.stageName, {
        deploymentId: deployment.id,
        description: input.stageDescription,
        variables: input.variables,
        tracingEnabled: input.tracingEnabled,
      });
    }
    return deployment;
  },

  DeleteDeployment(input: DeleteDeploymentRequest, context): object {
    const { deployments, stages } = findRestApi(context, input.restApiId);
    const id = input.deploymentId ?? '';
    if (!deployments.has(id)) {
      throw notFound('Invalid Deployment identifier specified');
    }
    if ([...stages.values()].some(({ deploymentId }) => deploymentId === id)) {
      throw badRequest(
        'Active stages pointing to this deployment must be moved or deleted',
      );
    }
    deployments.delete(id);
    return {};
  },

  CreateStage(input: CreateStageRequest, context): Stage {
    const stored = findRestApi(context, input.restApiId);
    const name = input.stageName ?? '';
    if (stored.stages.has(name)) {
      throw conflict('Stage already exists');
    }
    if (!stored.deployments.has(input.deploymentId ?? '')) {
      throw badRequest('Invalid Deployment identifier specified');
    }
    return setStage(context, stored, name, {
      deploymentId: input.deploymentId,
      description: input.description,
      variables: input.variables,
      tracingEnabled: input.tracingEnabled,
      tags: input.tags,
    });
  },

  GetStage(input: GetStageRequest, context): Stage {
    const stage = findRestApi(context, input.restApiId).stages.get(
      input.stageName ?? '',
    );
    if (!stage) {
      throw notFound('Invalid stage identifier specified');
    }
    return stage;
  },

  GetStages(input: GetStagesRequest, context): Stages {
    const { stages } = findRestApi(context, input.restApiId);
    return {
      item: [...stages.values()].filter(
        stage =>
          !input.deploymentId || stage.deploymentId === input.deploymentId,
      ),
    };
  },

  DeleteStage(input: DeleteStageRequest, context): object {
    const { stages } = findRestApi(context, input.restApiId);
    if (!stages.delete(input.stageName ?? '')) {
      throw notFound('Invalid stage identifier specified');
    }
    return {};
  },
};

function setStage(
  context: RequestContext,
  stored: StoredRestApi,
  stageName: string,
  settings: Stage,
): Stage {
  if (!/^[A-Za-z0-9_-]{1,128}$/.test(stageName)) {
    throw badRequest('Stage name only allows a-zA-Z0-9_-');
  }
  const now = new Date(context.world.clock.now());
  const stage = {
    createdDate: now,
    ...stored.stages.get(stageName),
    ...settings,
    stageName,
    lastUpdatedDate: now,
  };
  stored.stages.set(stageName, stage);
  return stage;
}
