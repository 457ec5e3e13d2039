FROM node:24-slim

ENV NODE_ENV=production
WORKDIR /app

COPY package.json package-lock.json ./
RUN npm ci --omit=dev && npm cache clean --force

COPY manifest.json ./
COPY migrations ./migrations
COPY blocks ./blocks
COPY jobs ./jobs
COPY src ./src

USER node
# Code compiled at build, read by each start; where it cannot be written nothing happens. Without settings the app loads
# everything and ends with 78.
ENV NODE_COMPILE_CACHE=/home/node/compiled
RUN node src/main.ts || [ $? -eq 78 ]

EXPOSE 3000

# Only whether the process lives: a database that is away for a while must not restart the app.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.OPS_PORT || 9090) + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]

CMD ["node", "src/main.ts"]
