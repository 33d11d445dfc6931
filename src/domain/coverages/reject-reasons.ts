/**
 * What to do about an AAA (rulebook §1; 005010X279A1 and 005010X217, element 901). `retry`: the payer could not answer now;
 * `correct`: a person mends the named field and asks again; `enroll`: the payer does not know who asks; `decision`: no fault
 * but the reviewer's answer (278); `read`: the code alone does not say, a person asks the payer.
 */
export type RejectRemedy = 'retry' | 'correct' | 'enroll' | 'decision' | 'read';

export interface RejectReason {
  readonly remedy: RejectRemedy;
  /** In a biller's words. */
  readonly words: string;
  /** What to look at, as the screen calls it; absent where no field of ours is at fault. */
  readonly field?: string;
}

const retry = (words: string): RejectReason => ({ remedy: 'retry', words });
const correct = (field: string, words: string): RejectReason => ({ remedy: 'correct', field, words });
const enroll = (field: string, words: string): RejectReason => ({ remedy: 'enroll', field, words });
const decision = (words: string): RejectReason => ({ remedy: 'decision', words });
const read = (words: string): RejectReason => ({ remedy: 'read', words });

/** Every reject reason the two guides know, in our own words. */
export const rejectReasons: Readonly<Record<string, RejectReason>> = {
  '04': decision('more is asked for than may be authorized'),
  '15': correct('the whole request', 'something the payer needs is missing'),
  '33': correct('the whole request', 'something in the request is wrong'),
  '35': decision('the provider is out of the network'),
  '41': enroll('agreement with the payer', 'we are not allowed to ask this payer'),
  '42': retry('the payer cannot answer now'),
  '43': enroll('provider id (NPI)', 'the provider’s id is missing or wrong'),
  '44': enroll('provider name', 'the provider’s name is missing or wrong'),
  '45': enroll('provider specialty', 'the provider’s specialty is missing or wrong'),
  '46': enroll('provider telephone', 'the provider’s telephone number is missing or wrong'),
  '47': enroll('provider state', 'the provider’s state is missing or wrong'),
  '48': enroll('referring provider id', 'the referring provider’s id is missing or wrong'),
  '49': decision('the provider is not the patient’s primary care physician'),
  '50': enroll('enrollment with the payer', 'the provider may not ask this payer'),
  '51': enroll('enrollment with the payer', 'the payer does not know the provider'),
  '52': enroll('enrollment dates', 'the provider was not enrolled on the date of service'),
  '53': correct('service type', 'the benefit does not fit the kind of provider'),
  '54': correct('procedure code list', 'the kind of procedure code is not taken'),
  '55': correct('procedure code', 'the procedure code is not taken'),
  '56': correct('date', 'the date is not taken'),
  '57': correct('date of service', 'the date of service is missing or wrong'),
  '58': correct('birth date', 'the birth date is missing or wrong'),
  '60': correct('birth date', 'the patient was born after the date of service'),
  '61': correct('date of service', 'the patient had died before the date of service'),
  '62': correct('date of service', 'the payer does not answer about a date this far away'),
  '63': correct('date of service', 'the date of service is in the future'),
  '64': correct('patient id', 'the patient’s id is missing or wrong'),
  '65': correct('patient name', 'the patient’s name is missing or wrong'),
  '66': correct('patient sex', 'the patient’s sex is missing or wrong'),
  '67': correct('patient name, birth date and id', 'the payer does not find the patient'),
  '68': correct('patient id', 'more than one patient has this id'),
  '69': correct('birth date or service type', 'the service does not fit the patient’s age'),
  '70': correct('patient sex or service type', 'the service does not fit the patient’s sex'),
  '71': correct('birth date', 'the payer has another birth date for the patient'),
  '72': correct('member id', 'the member id is missing or wrong'),
  '73': correct('subscriber name', 'the subscriber’s name is missing or wrong'),
  '74': correct('subscriber sex', 'the subscriber’s sex is missing or wrong'),
  '75': correct('member id, name and birth date', 'the payer does not find the subscriber'),
  '76': correct('member id', 'more than one subscriber has this member id'),
  '77': correct('patient name, birth date and relationship', 'the subscriber is found, the patient is not'),
  '78': correct('group number or payer', 'the subscriber is not in this group or plan'),
  '79': enroll('payer id or our own id', 'the payer does not know one of the two sides of the exchange'),
  '80': retry('no answer came; the exchange was broken off'),
  '82': decision('not medically necessary'),
  '83': decision('the level of care does not fit'),
  '84': decision('no authorization is needed for this service'),
  '85': decision('another organization reviews this service'),
  '86': decision('the service belongs to the primary care physician'),
  '87': decision('more than the plan allows'),
  '88': decision('the plan does not cover the service'),
  '89': decision('no authorization was asked for before the service'),
  '90': correct('clinical record', 'the information the payer asked for did not come'),
  '91': decision('the same request is there already'),
  '92': correct('diagnosis', 'the service does not fit the diagnosis'),
  '95': decision('the patient is not eligible'),
  '96': decision('a condition from before the coverage'),
  '97': enroll('provider address', 'the provider’s address is missing or wrong'),
  '98': decision('an experimental service'),
  '99': read('the payer refuses; the code alone does not say why'),
  AA: correct('authorization number', 'the authorization number is not found'),
  AE: decision('the primary care physician must authorize it'),
  AF: correct('diagnosis', 'the diagnosis is missing or wrong'),
  AG: correct('procedure code', 'the procedure code is missing or wrong'),
  AO: correct('clinical record', 'more about the patient’s condition is needed'),
  CI: correct('authorization number', 'the authorization is for another patient'),
  E8: decision('a medical review is needed first'),
  IA: correct('authorization number', 'the authorization number has the wrong form'),
  MA: correct('authorization number', 'the authorization number is missing'),
  NF: correct('the whole request', 'the payer does not find what the request names'),
  T4: enroll('payer id', 'the payer’s name or id is missing'),
  T5: correct('authorization number', 'what was authorized before is missing'),
};

const unknown: RejectReason = read('the payer refuses with a code we do not know');

/** The row of a reason; a code no list knows is read by a person (rulebook G8). */
export const rejectReason = (code: string): RejectReason => rejectReasons[code] ?? unknown;

/** One AAA of an answer, with the level of the hierarchy it stands at. */
export interface Reject {
  /** Who was refused: `payer` (2000A), `provider` (2000B), `subscriber`, `dependent`, or one `benefit` or service. */
  readonly level: 'payer' | 'provider' | 'subscriber' | 'dependent' | 'benefit';
  /** AAA03. */
  readonly reason: string;
  /** AAA04: `C` correct, `R` `P` send again, `N` `S` do not, `W` after 30 days, `X` after 10, `Y` the payer answers by itself. */
  readonly followUp: string;
}

/** What follows from a refused answer as a whole. */
export interface RejectVerdict {
  readonly remedy: RejectRemedy;
  /** The reject it rests on: the one that keeps the answer from coming. */
  readonly reject: Reject;
  readonly reason: RejectReason;
  /** Days the payer wants us to wait before asking again (AAA04 W, X); it wins over the ladder. */
  readonly waitDays?: number;
}

/** The gravest first: what a person must mend is mended before anything is asked again. */
const gravity: readonly RejectRemedy[] = ['correct', 'enroll', 'read', 'decision', 'retry'];
const waitDays: Readonly<Record<string, number>> = { W: 30, X: 10, Y: 10 };

/**
 * One remedy for all rejects of an answer. Only where every reject is passing is it asked again by itself, and never where the
 * payer forbids it (AAA04 N, S): then a person reads it.
 */
export function verdictOf(rejects: readonly Reject[]): RejectVerdict | undefined {
  const ranked = [...rejects].sort((a, b) => rank(a) - rank(b));
  const reject = ranked[0];
  if (!reject) return undefined;
  const reason = rejectReason(reject.reason);
  const forbidden = reason.remedy === 'retry' && ['N', 'S'].includes(reject.followUp);
  const days = waitDays[reject.followUp];
  return {
    remedy: forbidden ? 'read' : reason.remedy,
    reject,
    reason,
    ...(days !== undefined && { waitDays: days }),
  };
}

/** What a story is told of a refusal: codes, our words and the field, nothing of the person. */
export const refusalFacts = ({ reject, reason }: RejectVerdict) => ({
  code: reject.reason,
  level: reject.level,
  words: reason.words,
  ...(reason.field && { field: reason.field }),
});

const rank = ({ reason }: Reject): number => gravity.indexOf(rejectReason(reason).remedy);
