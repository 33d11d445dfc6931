export interface NoticeFacts {
  readonly organization: string;
  readonly url: string;
  readonly replyBy?: string | undefined;
}

export interface NoticeText {
  readonly subject: string;
  readonly text: string;
}

/** Constant subject for every notice: it says nothing about care, amount or state (reliability H3). */
const SUBJECT = 'A message about your account';

const BODIES: Readonly<Record<string, string>> = {
  statement: 'A new statement is ready for you.',
  finalNotice: 'A final notice about your account is ready for you. Please read it.',
  planOffer: 'You can pay in monthly installments. The offer is ready for you.',
  installmentReminder: 'An installment of your payment plan is due.',
  lateReminder: 'An installment of your payment plan has not arrived yet.',
  assistanceReceived: 'We have your request for financial help. Nothing is asked of you while we look at it.',
  assistanceIncomplete: 'Something is missing from your request for financial help. Please read the notice.',
  assistanceDecision: 'There is a decision about your request for financial help.',
  paymentReturned: 'A payment of yours was returned by your bank. Please read the notice.',
  paymentReceipt: 'We have your payment. The receipt is ready for you.',
  cureNotice: 'Your payment plan needs your attention. Please read the notice.',
};

/** Plain text with a link behind which the account can be seen; no name, amount, date or service (164.514(d)). */
export function noticeText(notice: string, facts: NoticeFacts): NoticeText {
  const lines = [
    BODIES[notice] ?? 'There is news about your account.',
    '',
    `See it here: ${facts.url}`,
    ...(facts.replyBy ? ['', `Please answer by ${facts.replyBy}.`] : []),
    '',
    'You can ask a question, dispute the amount or ask for financial help on the same page.',
    '',
    facts.organization,
  ];
  return { subject: SUBJECT, text: lines.join('\n') };
}
