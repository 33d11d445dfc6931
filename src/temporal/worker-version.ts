import type { Connection } from '@temporalio/client';
import type { WorkerDeploymentOptions } from '@temporalio/worker';

/** All workers of an installation are one deployment; each build is a version of it. */
export const DEPLOYMENT = 'reclaim';

/**
 * With a build id the server gives tasks only to the current version, and moves running stories to a new one at their next
 * task (AUTO_UPGRADE): changed command sequences stand behind named patches. Without one any worker takes any task.
 */
export const versionOptions = (buildId: string | undefined): { workerDeploymentOptions?: WorkerDeploymentOptions } =>
  buildId === undefined
    ? {}
    : {
        workerDeploymentOptions: {
          version: { deploymentName: DEPLOYMENT, buildId },
          useWorkerVersioning: true,
          defaultVersioningBehavior: 'AUTO_UPGRADE',
        },
      };

type Service = Pick<Connection, 'workflowService'>;

/** Build that takes all tasks now; undefined before the first one was made current. */
export async function currentBuild({ workflowService }: Service, namespace: string): Promise<string | undefined> {
  const found = await workflowService
    .describeWorkerDeployment({ namespace, deploymentName: DEPLOYMENT })
    .catch((error: unknown) => {
      if ((error as { code?: number }).code === NOT_FOUND) return undefined;
      throw error;
    });
  return found?.workerDeploymentInfo?.routingConfig?.currentDeploymentVersion?.buildId ?? undefined;
}

/** Gives all tasks to a build from now on; refused by the server while no worker of it polls. */
export async function makeCurrent({ workflowService }: Service, namespace: string, buildId: string): Promise<void> {
  await workflowService.setWorkerDeploymentCurrentVersion({
    namespace,
    deploymentName: DEPLOYMENT,
    buildId,
    identity: 'reclaim-deploy',
  });
}

/** gRPC status. */
const NOT_FOUND = 5;
