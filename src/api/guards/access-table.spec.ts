import { roles } from '../../domain/roles.js';
import { accessRule, accessTable, isOpen, mayUse } from './access-table.js';
import { operationIds } from './operations.js';

const usedBy = (role: (typeof roles)[number]) =>
  operationIds.filter((id) => !isOpen(accessRule(id)) && mayUse(role, id));

describe('the access table', () => {
  it('has a row for every operation and none besides', () =>
    expect(Object.keys(accessTable).sort()).toEqual([...operationIds].sort()));

  it('leaves without sign-in only health, signed webhooks and one-time links', () => {
    expect(operationIds.filter((id) => isOpen(accessRule(id)))).toEqual([
      'health.live',
      'health.ready',
      'webhooks.receive',
      'links.read',
      'links.answer',
    ]);
  });

  it('gives an auditor nothing to change', () => {
    expect(usedBy('auditor').filter((id) => accessRule(id).audit === 'change')).toEqual([]);
  });

  it('shows an administrator no patient, claim or story', () => {
    expect(
      usedBy('admin').filter((id) =>
        /^(claims|denials|appeals|accounts|statements|plans|documents|payloads|remittances)\./.test(id),
      ),
    ).toEqual([]);
  });

  it('lets a specialist ask for an approval but not decide it', () => {
    expect([mayUse('specialist', 'workItems.complete'), mayUse('specialist', 'approvals.decide')]).toEqual([
      true,
      false,
    ]);
    expect(mayUse('poster', 'approvals.decide')).toBe(false);
  });

  it('lets only levels above the specialist hold a claim, cancel an appeal, re-plan a deadline or decode a story', () => {
    for (const id of ['claims.hold', 'appeals.cancel', 'deadlines.replan', 'payloads.decode'] as const) {
      expect([mayUse('specialist', id), mayUse('supervisor', id), mayUse('integration', id)]).toEqual([
        false,
        true,
        false,
      ]);
    }
  });

  it('gives every role something to do', () => expect(roles.filter((role) => usedBy(role).length < 5)).toEqual([]));

  it('writes every look at an account to the access log', () => {
    const looks = operationIds.filter((id) =>
      /^(claims|denials|appeals|accounts|statements|plans|documents|remittances)\.(read|list|search|decisions)$/.test(
        id,
      ),
    );
    expect(looks.filter((id) => !['view', 'search', 'export'].includes(accessRule(id).audit))).toEqual([]);
  });
});
