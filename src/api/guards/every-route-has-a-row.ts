import type { INestApplication } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import { OPERATION } from './operation.js';
import { operationIds, type OperationId } from './operations.js';

interface Route {
  readonly name: string;
  readonly operation: OperationId | undefined;
}

/** Stops the start when a route names no operation, an unknown one, or one that another route has already. */
export function assertEveryRouteHasARow(app: Pick<INestApplication, 'get'>): void {
  const routes = routesOf(app);
  const faults = routes.flatMap(({ name, operation }, at) => {
    if (!operation || !operationIds.includes(operation)) return [`${name} has no row in the access table`];
    return routes.findIndex((route) => route.operation === operation) < at
      ? [`${name} repeats the operation ${operation}`]
      : [];
  });
  if (faults.length > 0)
    throw new Error(`The API does not start:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
}

/** Every route of every controller with its operation. */
export function routesOf(app: Pick<INestApplication, 'get'>): readonly Route[] {
  const modules = [...app.get(ModulesContainer).values()];
  return modules
    .flatMap((module) => [...module.controllers.values()])
    .flatMap(({ metatype }) => {
      const prototype = (metatype as { prototype: Record<string, unknown> }).prototype;
      return Object.getOwnPropertyNames(prototype)
        .filter((method) => method !== 'constructor')
        .map((method) => ({ method, handler: Object.getOwnPropertyDescriptor(prototype, method)?.value as unknown }))
        .filter(
          (entry): entry is { method: string; handler: () => unknown } =>
            typeof entry.handler === 'function' && Reflect.hasMetadata(PATH_METADATA, entry.handler),
        )
        .map(({ method, handler }) => ({
          name: `${(metatype as { name: string }).name}.${method}`,
          operation: Reflect.getMetadata(OPERATION, handler) as OperationId | undefined,
        }));
    });
}
