import type { NextFunction, Request, Response } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** Numbers of this process; labels are route patterns, methods and status classes, so there are few series and no PHI. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

const latency = new Histogram({
  name: 'reclaim_http_seconds',
  help: 'Time to answer by route pattern',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30],
  registers: [metrics],
});

/** The pattern, never the path: a path may hold a patient's link. */
export const routeOf = (req: Request): string => {
  const route: unknown = req.route;
  return typeof route === 'object' && route !== null && 'path' in route ? String(route.path) : 'unmatched';
};

export function measureRequests(req: Request, res: Response, next: NextFunction): void {
  const stop = latency.startTimer();
  res.on('finish', () =>
    stop({ method: req.method, route: routeOf(req), status: `${Math.floor(res.statusCode / 100)}xx` }),
  );
  next();
}
