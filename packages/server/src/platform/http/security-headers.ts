import type { FastifyInstance } from 'fastify';

/**
 * Styles may be inline because Mantine computes some; scripts never, so there is none that would need a nonce. Text
 * becomes HTML or code only through the web app's one policy of Trusted Types (`before-all.js`): CSS, and nothing else.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default',
].join('; ');

/** On every answer, errors included. A route may set its own before; answers of the API are never cached unless it says so. */
export function addSecurityHeaders(app: FastifyInstance, publicUrl: string): void {
  const headers = {
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
    ...(publicUrl.startsWith('https:') && { 'strict-transport-security': 'max-age=31536000' }),
  };
  app.addHook('onSend', async (request, reply) => {
    // A page that others may frame says so in its policy; the older header knows no way to.
    const own = reply.getHeader('content-security-policy');
    const mayBeFramed = typeof own === 'string' && !own.includes("frame-ancestors 'none'");
    for (const [name, value] of Object.entries(headers)) {
      if (name === 'x-frame-options' && mayBeFramed) continue;
      if (!reply.hasHeader(name)) reply.header(name, value);
    }
    // However the address is spelled, and where there is no such route.
    const isApi = [request.url, request.routeOptions.url].some((url) => url?.startsWith('/api/'));
    if (isApi && !reply.hasHeader('cache-control')) {
      reply.header('cache-control', 'no-store');
    }
  });
}
