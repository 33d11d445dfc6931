/** Ways a payer takes appeals and documents; `x12-275` is a file of the electronic attachment. */
export const appealChannels = ['portal', 'fax', 'mail', 'x12-275'] as const;

export interface AppealChannel {
  readonly channel: (typeof appealChannels)[number];
  /** Portal page, fax number or postal address of the appeals desk. */
  readonly to?: string;
}
