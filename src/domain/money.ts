/** Integer cents of US dollars, within the safe integer range (domain rulebook G1). */
export type Cents = number & { readonly __brand: 'Cents' };

/** Marks a safe integer as cents; throws on a fraction or overflow, because that is our own broken invariant. */
export function cents(value: number): Cents {
  if (!Number.isSafeInteger(value)) throw new Error(`Not a whole number of cents: ${value}`);
  return value as Cents;
}

export const ZERO_CENTS: Cents = cents(0);

export function sumCents(values: Iterable<number>): Cents {
  let total = 0;
  for (const value of values) total += value;
  return cents(total);
}

/** Share of an amount in basis points, rounded half up to the cent (G1). */
export function shareOf(amount: Cents, basisPoints: number): Cents {
  const exact = BigInt(amount) * BigInt(basisPoints);
  const sign = exact < 0n ? -1n : 1n;
  return cents(Number((exact * sign + 5_000n) / 10_000n) * Number(sign));
}

/** Plain decimal text with two places, as files carry it: -123456 → "-1234.56". */
export function decimalOf(amount: number): string {
  const digits = Math.abs(amount).toString().padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** An amount in a column people read, without its sign of currency: -123456 → "-1,234.56". */
export const groupedOf = (amount: number): string => decimalOf(amount).replace(/\B(?=(\d{3})+(?=\.))/g, ',');

/** An amount in a sentence people read: -123456 → "-$1,234.56". */
export const dollarsOf = (amount: number): string => `${amount < 0 ? '-' : ''}$${groupedOf(Math.abs(amount))}`;
