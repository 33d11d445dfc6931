import { defineSearchAttributeKey, SearchAttributeType, type SearchAttributePair } from '@temporalio/common';
import type { StoryAddress } from '../contracts/workflow-ids.js';

const OrgId = defineSearchAttributeKey('OrgId', SearchAttributeType.KEYWORD);
const StoryKindKey = defineSearchAttributeKey('StoryKind', SearchAttributeType.KEYWORD);

/** Search attributes known at start; never encrypted, so opaque ids and kinds only. */
export const startAttributes = (address: StoryAddress): SearchAttributePair[] => [
  { key: OrgId, value: address.organizationId },
  { key: StoryKindKey, value: address.kind },
];
