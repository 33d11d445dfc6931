import { join } from 'node:path';
import { readConfig, type Config } from '../config.js';

/** What the simulator's processes need to know; everything else goes through the public API. */
export interface SimulatorSettings {
  readonly config: Config;
  readonly apiUrl: string;
  readonly worldsFolder: string;
  readonly mailFolder: string;
  readonly ports: { readonly smtp: number; readonly page: number };
}

export function simulatorSettings(config: Config = readConfig()): SimulatorSettings {
  const smtp = new URL(config.mail.smtpUrl ?? 'smtp://127.0.0.1:1025');
  return {
    config,
    apiUrl: config.api.publicUrl,
    worldsFolder: join(config.dataDir, 'practice', 'worlds'),
    mailFolder: join(config.dataDir, 'practice', 'mail'),
    ports: { smtp: Number(smtp.port || 25), page: config.practice.mailPagePort },
  };
}
