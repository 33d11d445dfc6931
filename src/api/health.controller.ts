import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { readReadiness } from '../app/health/readiness.js';
import { DEPS, type ApiDeps } from './deps.js';
import { Route } from './route.js';

const check = z.enum(['up', 'down', 'missing']);
const live = z.strictObject({ live: z.literal(true) }).meta({ id: 'Live' });
const ready = z
  .strictObject({ ready: z.boolean(), database: check, temporal: check, searchAttributes: check })
  .meta({ id: 'Ready' });

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get('live')
  @Route('health.live', { summary: 'The process runs', answer: live })
  live() {
    return { live: true };
  }

  @Get('ready')
  @Route('health.ready', {
    summary: 'Database, Temporal and its search attributes answer; 503 says which does not',
    answer: ready,
  })
  async ready(@Res({ passthrough: true }) res: Response) {
    const readiness = await readReadiness(this.deps);
    if (!readiness.ready) res.status(503);
    return readiness;
  }
}
