import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { OperationId } from './operations.js';

export const OPERATION = 'reclaim:operation';

/** Names the operation of a route; its row in the access table decides who may use it. */
export const Operation = (id: OperationId): CustomDecorator => SetMetadata(OPERATION, id);
