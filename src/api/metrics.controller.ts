import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { metrics } from './metrics.js';
import { Route } from './route.js';

@ApiTags('health')
@Controller('metrics')
export class MetricsController {
  @Get()
  @Header('Content-Type', metrics.contentType)
  @Route('metrics.read', { summary: 'Numbers of this process for Prometheus', answer: z.string() })
  read(): Promise<string> {
    return metrics.metrics();
  }
}
