/** Ten digits whose Luhn sum with the prefix 80840 (worth 24) ends in zero (45 CFR 162.406). */
export function npiIsValid(npi: string): boolean {
  if (npi.length !== 10) return false;
  let sum = 24;
  for (let at = 0; at < 10; at++) {
    const digit = npi.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return false;
    const doubled = at % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Completes nine digits with the check digit. */
export function npiFrom(nineDigits: string): string {
  for (let digit = 0; digit < 10; digit++) if (npiIsValid(`${nineDigits}${digit}`)) return `${nineDigits}${digit}`;
  throw new Error('An NPI begins with nine digits');
}
