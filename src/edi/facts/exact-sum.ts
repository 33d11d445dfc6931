const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/** Sum of decimal texts without rounding. Its text has as many decimals as the longest summand; zero is `0`. */
export class ExactSum {
  private scaled = 0n;
  private scale = 0;

  /** Adds the text times `sign`; false when it is not empty and no number, which adds nothing. */
  add(text: string, sign: 1 | -1 = 1): boolean {
    if (text === '') return true;
    const match = DECIMAL.exec(text);
    const [, minus = '', whole = '', decimals = ''] = match ?? [];
    if (match === null || whole + decimals === '') return false;
    const value = BigInt(whole + decimals) * BigInt(minus === '-' ? -sign : sign);
    this.widen(decimals.length);
    this.scaled += value * 10n ** BigInt(this.scale - decimals.length);
    return true;
  }

  addSum(other: ExactSum, sign: 1 | -1 = 1): void {
    this.widen(other.scale);
    this.scaled += other.scaled * 10n ** BigInt(this.scale - other.scale) * BigInt(sign);
  }

  equals(other: ExactSum): boolean {
    const wider = Math.max(this.scale, other.scale);
    return this.scaled * 10n ** BigInt(wider - this.scale) === other.scaled * 10n ** BigInt(wider - other.scale);
  }

  toString(): string {
    if (this.scaled === 0n) return '0';
    const digits = (this.scaled < 0n ? -this.scaled : this.scaled).toString().padStart(this.scale + 1, '0');
    const whole = digits.slice(0, digits.length - this.scale);
    const decimals = this.scale === 0 ? '' : `.${digits.slice(digits.length - this.scale)}`;
    return `${this.scaled < 0n ? '-' : ''}${whole}${decimals}`;
  }

  private widen(scale: number): void {
    if (scale <= this.scale) return;
    this.scaled *= 10n ** BigInt(scale - this.scale);
    this.scale = scale;
  }
}
