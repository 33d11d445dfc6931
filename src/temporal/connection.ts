import { readFileSync } from 'node:fs';
import { Client, Connection, type ConnectionOptions } from '@temporalio/client';
import type { TemporalSettings } from '../config.js';
import type { KeyRing } from '../security/key-ring.js';
import { dataConverter } from './data-converter.js';

interface TemporalConfig {
  readonly temporal: TemporalSettings;
}

/** Address, TLS and credentials; the same fields fit the client's and the worker's connection. */
export function connectionOptions({ temporal }: TemporalConfig): Pick<ConnectionOptions, 'address' | 'tls' | 'apiKey'> {
  const { address, tls, apiKey, serverCaFile, clientCertFile, clientKeyFile } = temporal;
  const clientCertPair =
    clientCertFile && clientKeyFile
      ? { crt: readFileSync(clientCertFile), key: readFileSync(clientKeyFile) }
      : undefined;
  return {
    address,
    ...(tls && {
      tls: {
        ...(serverCaFile && { serverRootCACertificate: readFileSync(serverCaFile) }),
        ...(clientCertPair && { clientCertPair }),
      },
    }),
    ...(apiKey && { apiKey }),
  };
}

/** Connects on first use, so that the API starts and serves while Temporal is away. */
export function temporalClient(config: TemporalConfig, ring: KeyRing): Client {
  const connection = Connection.lazy(connectionOptions(config));
  return new Client({ connection, namespace: config.temporal.namespace, dataConverter: dataConverter(ring) });
}
