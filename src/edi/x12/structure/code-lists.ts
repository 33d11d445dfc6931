import { carcs } from '../../codes/carc.js';
import { isKnownClaimStatus, isKnownStatusCategory } from '../../codes/claim-status-codes.js';
import { isKnownServiceType, placeOfServiceText } from '../../codes/code-texts.js';
import { isKnownRarc } from '../../codes/rarc.js';

const CARCS: ReadonlySet<string> = new Set(carcs());

/** Lists kept outside the guides, by the name the structure tables use. A code outside is new or wrong: kept and told. */
const CODE_LISTS: Readonly<Record<string, (code: string) => boolean>> = {
  carc: (code) => CARCS.has(code),
  rarc: isKnownRarc,
  pos: (code) => placeOfServiceText(code) !== undefined,
  'status-category': isKnownStatusCategory,
  'claim-status': isKnownClaimStatus,
  'service-type': isKnownServiceType,
};

/** Whether a list holds a code; a list we do not have holds every code. */
export function codeListOf(name: string): (code: string) => boolean {
  return CODE_LISTS[name] ?? (() => true);
}
