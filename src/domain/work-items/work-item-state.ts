/** States in which somebody still has to do an item: a reserved one has its person, a snoozed one its day. */
export const openItemStates: readonly string[] = ['OPEN', 'RESERVED', 'SNOOZED'];
