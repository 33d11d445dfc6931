import type { SearchAttributePair } from '@temporalio/common';
import type { StoryAddress } from '../contracts/workflow-ids.js';
import { searchAttributeKeys } from './search-attributes.js';

/** Search attributes known at start; never encrypted, so opaque ids and kinds only. */
export const startAttributes = (address: StoryAddress): SearchAttributePair[] => [
  { key: searchAttributeKeys.orgId, value: address.organizationId },
  { key: searchAttributeKeys.storyKind, value: address.kind },
];
